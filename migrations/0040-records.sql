-- The record store: one ledger of xAPI statements, its index, the documents beside it, and the keys that open it.

-- Append-only. `seq` follows commit order (appends wait for each other) and `stored` never falls, so the two orders are one.
-- Each row carries the hash of the one before it. The statement is text: what was hashed is byte for byte what is kept.
create table record_statement (
  seq bigint primary key,
  statement_id uuid not null,
  stored timestamptz not null,
  -- Digest of the authority: who may read only their own finds them by it.
  authority uuid not null,
  voiding boolean not null,
  body text not null,
  hash bytea not null
);
create unique index record_statement_id on record_statement (statement_id);
create index record_statement_stored on record_statement (stored, seq);

-- By what a statement is found: digest of filter and value. `source` is the statement that the term belongs to: the same
-- one, or one to which `seq` refers by StatementRef, directly or through others (Communication 2.1.4).
create table record_term (
  term uuid not null,
  seq bigint not null,
  source bigint not null,
  primary key (term, seq, source)
);

create table record_reference (
  target uuid not null,
  seq bigint not null,
  primary key (target, seq)
);
create index record_reference_seq on record_reference (seq);

-- The target may be stored later, or never.
create table record_void (
  target uuid not null,
  seq bigint not null,
  primary key (target, seq)
);

-- Descriptions of activities as they came, appended where they say something new: nobody waits for a popular activity's row.
create table record_activity (
  activity uuid not null,
  seq bigint not null,
  definition text not null,
  digest uuid not null,
  primary key (activity, seq)
);

-- By content: the same bytes once.
create table record_attachment (
  sha2 text primary key,
  content bytea not null
);

-- State, activity profiles and agent profiles. `scope` is a digest of all but registration and id of the document.
create table record_document (
  document uuid primary key,
  scope uuid not null,
  registration text not null,
  document_id text not null,
  content bytea not null,
  content_type text not null,
  etag text not null,
  updated timestamptz not null
);
create index record_document_scope on record_document (scope, registration, updated);

-- Only a hash of each secret is kept.
create table record_key (
  key text primary key,
  secret_hash bytea not null,
  name text not null,
  scopes text[] not null,
  created_at timestamptz not null,
  revoked_at timestamptz
);
