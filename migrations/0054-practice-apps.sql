-- Practice EHR: apps of others that may be launched against an attempt's FHIR server (SMART App Launch 2).

-- Apps that are registered. All are public clients: no secret, PKCE, and addresses to return to that must match letter by letter.
create table sandbox_app (
  client_id text primary key,
  name text not null,
  redirect_uris text[] not null check (cardinality(redirect_uris) between 1 and 10),
  -- Where it is launched from the EHR; null: it only begins by itself.
  launch_uri text,
  registered_by text not null,
  registered_by_name text not null,
  registered_at timestamptz not null
);

-- A launch that somebody signed in made for one app, one patient. Works once. Only hashes of what opens something are kept.
create table sandbox_launch (
  launch_hash bytea primary key,
  client_id text not null references sandbox_app on delete cascade,
  attempt_id text not null references sandbox_attempt,
  account_id text not null,
  patient_id text not null,
  encounter_id text,
  expires_at timestamptz not null,
  used_at timestamptz
);

-- What a person allowed an app, with the code that the app got for it.
create table sandbox_app_grant (
  grant_id text primary key,
  client_id text not null references sandbox_app on delete cascade,
  attempt_id text not null references sandbox_attempt,
  account_id text not null,
  scope text not null,
  patient_id text,
  encounter_id text,
  redirect_uri text not null,
  challenge text not null,
  nonce text,
  code_hash bytea not null unique,
  code_expires_at timestamptz not null,
  code_used_at timestamptz,
  granted_at timestamptz not null,
  revoked_at timestamptz
);
create index sandbox_app_grant_app on sandbox_app_grant (client_id);

create table sandbox_app_token (
  token_hash bytea primary key,
  grant_id text not null references sandbox_app_grant on delete cascade,
  kind text not null check (kind in ('access', 'refresh')),
  scope text not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index sandbox_app_token_grant on sandbox_app_token (grant_id);
create index sandbox_app_token_expires on sandbox_app_token (expires_at);

-- The key that identity tokens are signed with, as a JWK. One for all processes.
create table sandbox_app_key (
  key_id text primary key,
  private_jwk text not null,
  made_at timestamptz not null
);
