-- The help desk: what is written about requests, how they hang together, tip sheets, macros, targets.

-- To which tier a request was sent on by choice; null: dispatch looks from the floor outwards.
alter table support_request add column sent_to text check (sent_to in ('help-desk', 'analyst', 'vendor'));

-- What was written about a request, freed of what looked like a patient's identifier before it came here. `note`: for colleagues; `answer`: to
-- the asker; `asker`: what the asker wrote back. `tips`: which versions of tip sheets went with it.
create table support_note (
  note_id text primary key,
  request_id text not null references support_request,
  kind text not null check (kind in ('note', 'answer', 'asker')),
  text text not null,
  by_name text not null,
  at timestamptz not null,
  tips jsonb not null default '[]'
);
create index support_note_request on support_note (request_id, at);

-- A request hangs on one other at most: as a part of what that one is about, or as the same thing asked twice.
create table support_link (
  request_id text primary key references support_request,
  other_id text not null references support_request,
  kind text not null check (kind in ('child', 'duplicate')),
  at timestamptz not null,
  by_name text not null,
  check (request_id <> other_id)
);
create index support_link_other on support_link (other_id);

-- What an installation decides otherwise than the desk's targets are by default.
create table support_target (
  key text primary key,
  value float8 not null,
  at timestamptz not null
);

-- A tip sheet as it reads now. `words` is what search looks in; title and tags weigh most.
create table support_tip (
  tip_id text primary key,
  version int not null,
  title text not null,
  body text not null,
  topics text[] not null,
  job_roles text[] not null,
  retired boolean not null default false,
  changed_at timestamptz not null,
  used int not null default 0,
  words tsvector generated always as (
    setweight(to_tsvector('english', title), 'A') || setweight(array_to_tsvector(topics || job_roles), 'B') || to_tsvector('english', body)
  ) stored
);
create index support_tip_words on support_tip using gin (words);

-- Every version there ever was, never edited: an answer of last week still shows what it showed.
create table support_tip_version (
  tip_id text not null references support_tip,
  version int not null,
  title text not null,
  body text not null,
  topics text[] not null,
  job_roles text[] not null,
  note text not null,
  by_name text not null,
  at timestamptz not null,
  primary key (tip_id, version)
);
create function support_tip_version_stays() returns trigger language plpgsql as $$
begin
  raise exception 'versions of tip sheets are never changed or removed';
end $$;
create trigger support_tip_version_stays before update or delete on support_tip_version
  for each row execute function support_tip_version_stays();

create table support_macro (
  macro_id text primary key,
  name text not null unique,
  text text not null,
  ends boolean not null,
  impact text check (impact in ('one', 'unit', 'hospital')),
  urgency text check (urgency in ('can-wait', 'slowed', 'stopped')),
  issue_id text references support_issue,
  tip_id text references support_tip,
  by_name text not null,
  changed_at timestamptz not null,
  used int not null default 0
);

alter table support_issue add column words tsvector
  generated always as (setweight(to_tsvector('english', title), 'A') || to_tsvector('english', workaround)) stored;
create index support_issue_words on support_issue using gin (words);
