-- Mail of the help desk. A thread joins a request to whoever mails about it; its token stands in the reply address and the subject, so that an
-- answer finds its way back even where a mail system drops the threading headers.
create table support_mail_thread (
  request_id text primary key references support_request,
  address text not null,
  token text not null unique
);

-- Every message that came in, once: by its Message-ID. `outcome` says what was made of it.
create table support_mail_in (
  message_id text primary key,
  at timestamptz not null,
  outcome text not null check (outcome in ('asked', 'written', 'automatic', 'unknown-sender', 'no-place', 'empty')),
  request_id text references support_request
);

-- What goes out, leased like pages; made from the note and the request when it is sent. `mail_id` is its Message-ID, the same for every attempt.
create table support_mail_out (
  mail_id text primary key,
  request_id text references support_request,
  to_address text not null,
  kind text not null check (kind in ('received', 'answer', 'confirm', 'unknown-sender', 'no-place')),
  note_id text references support_note,
  in_reply_to text,
  detail jsonb not null default '{}',
  at timestamptz not null,
  state text not null check (state in ('due', 'sent', 'failed', 'none')),
  tries int not null default 0,
  lease_until timestamptz
);
create index support_mail_out_due on support_mail_out (at) where state = 'due';
create index support_mail_out_request on support_mail_out (request_id) where request_id is not null;

-- Links in mails, by which an asker without an account says their word: only hashes are kept.
create table support_follow (
  token_hash bytea primary key,
  request_id text not null references support_request,
  created_at timestamptz not null
);
