-- Keys and tokens are sealed by the process that uses them (src/platform/secrets). What others need to check a signature stays readable beside it.
alter table training_signing_key add column public_jwk jsonb;
update training_signing_key set public_jwk = private_jwk::jsonb - '{d,p,q,dp,dq,qi}'::text[];
alter table training_signing_key alter column public_jwk set not null;
-- A key that signs no more needs no private half.
alter table training_signing_key alter column private_jwk drop not null;
update training_signing_key set private_jwk = null where retired_at is not null;
