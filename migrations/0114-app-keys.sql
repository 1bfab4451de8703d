-- Apps that show who they are by a signature (private_key_jwt: SMART App Launch 2, RFC 7523): their public keys, here or at an address of theirs.
alter table sandbox_app add column jwks jsonb;
alter table sandbox_app add column jwks_uri text;
alter table sandbox_app add check (secret_hash is null or (jwks is null and jwks_uri is null));

-- Assertions that were used, for as long as they would still be good: each works once.
create table sandbox_app_assertion (
  client_id text not null references sandbox_app on delete cascade,
  jti_hash bytea not null,
  expires_at timestamptz not null,
  primary key (client_id, jti_hash)
);
create index sandbox_app_assertion_expires on sandbox_app_assertion (expires_at);
