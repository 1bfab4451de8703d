-- Second factors, and what slows guessing down.

alter table account add column totp_pending_secret text;

-- Sixteen random characters each: a plain SHA-256 is enough, there is nothing to guess.
create table recovery_code (
  account_id text not null references account on delete cascade,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);

-- Failed sign-ins by what they were aimed at (a hash of the address, and of address and origin together).
create table sign_in_failure (
  target bytea not null,
  at timestamptz not null
);
create index sign_in_failure_target on sign_in_failure (target, at);
create index sign_in_failure_at on sign_in_failure (at);

create index session_expiry on session (expires_at);
create index audit_at on audit (at, seq);
