-- What every context stands on: accounts and sessions, the outbox, the audit log.

create table account (
  account_id text primary key,
  email text not null,
  name text not null,
  person_id text,
  password_hash text,
  totp_secret text,
  totp_last_step bigint,
  oidc_issuer text,
  oidc_subject text,
  roles text[] not null default '{}',
  disabled_at timestamptz,
  created_at timestamptz not null,
  version int not null default 1
);
create unique index account_email on account (lower(email));
create unique index account_oidc on account (oidc_issuer, oidc_subject) where oidc_subject is not null;
create index account_person on account (person_id) where person_id is not null;

-- Only a hash of each token is kept: a stolen table opens no session.
create table session (
  token_hash bytea primary key,
  account_id text not null references account on delete cascade,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  user_agent text not null default ''
);
create index session_account on session (account_id);

create table sign_in_link (
  token_hash bytea primary key,
  account_id text not null references account on delete cascade,
  purpose text not null check (purpose in ('sign-in', 'set-password')),
  expires_at timestamptz not null,
  used_at timestamptz
);

-- News for other contexts and for browsers. `seq` follows commit order (appends are serialised), so a reader that has
-- seen seq N has missed nothing below it.
create table outbox (
  seq bigint generated always as identity primary key,
  kind text not null,
  subject text not null,
  body jsonb not null default '{}',
  at timestamptz not null
);
create index outbox_at on outbox (at);

-- Who read or changed what. Each row carries the hash of the one before it, so that a removed or edited row shows.
create table audit (
  seq bigint primary key,
  at timestamptz not null,
  account_id text,
  actor text not null,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  detail jsonb not null default '{}',
  hash bytea not null
);
create index audit_subject on audit (subject_kind, subject_id, seq desc);
create index audit_account on audit (account_id, seq desc);

create table setting (
  key text primary key,
  value jsonb not null,
  at timestamptz not null
);
