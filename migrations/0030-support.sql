-- Support: requests for help, who is called for them, what became of them. Ids of people and units are the directory's.

-- The desk itself, one row: whoever changes anything of what dispatch decides from holds its lock, so that of any number of
-- simultaneous answers one is first. `wake_at`: when dispatch must look again if nothing happens before.
create table support_desk (
  only_one boolean primary key default true check (only_one),
  wake_at timestamptz
);
insert into support_desk default values;

-- What an installation decides otherwise than dispatch does by default.
create table support_setting (
  key text primary key,
  value float8 not null,
  at timestamptz not null
);

-- A known issue (problem) behind many requests.
create table support_issue (
  issue_id text primary key,
  title text not null,
  workaround text not null,
  state text not null check (state in ('open', 'solved')),
  created_at timestamptz not null,
  created_by text not null,
  solved_at timestamptz
);

-- A link that a trusted workstation holds; only the hash of its token is kept.
create table support_place (
  place_id text primary key,
  unit_id text not null,
  label text not null,
  token_hash bytea not null unique,
  created_at timestamptz not null,
  created_by text not null,
  revoked_at timestamptz
);

-- `text` has been freed of what looked like a patient's identifier before it came here. `number` is the call-back code.
create table support_request (
  request_id text primary key,
  number bigint generated always as identity,
  asker_class text not null check (asker_class in ('provider', 'nurse', 'other')),
  account_id text,
  person_id text,
  place_id text references support_place,
  -- Of an asker without an account: the hash of the token with which they follow their request.
  follow_hash bytea unique,
  -- Chosen by the asker's device: what is sent twice through a hole in the Wi-Fi is one request.
  client_key uuid unique,
  unit_id text not null,
  topic text not null,
  text text not null,
  impact text not null check (impact in ('one', 'unit', 'hospital')),
  urgency text not null check (urgency in ('can-wait', 'slowed', 'stopped')),
  priority text not null check (priority in ('P1', 'P2', 'P3', 'P4')),
  issue_id text references support_issue,
  state text not null check (state in ('waiting', 'accepted', 'on-the-way', 'arrived', 'done', 'resolved', 'withdrawn')),
  state_since timestamptz not null,
  created_at timestamptz not null,
  waiting_since timestamptz not null,
  holder text,
  expected_at timestamptz,
  offers_made int not null default 0,
  attempts int not null default 0,
  declined_by jsonb not null default '[]',
  ask_last jsonb not null default '[]',
  escalated jsonb not null default '[]',
  -- Why nobody is being called at this moment; null: somebody is, or has it.
  gap jsonb
);
create index support_request_open on support_request (created_at) where state not in ('resolved', 'withdrawn');
create index support_request_account on support_request (account_id, created_at desc) where account_id is not null;
create index support_request_issue on support_request (issue_id) where issue_id is not null;

-- `ended_at`: of an accepted offer, when its holder finished or gave the request back.
create table support_offer (
  offer_id text primary key,
  request_id text not null references support_request,
  person_id text not null,
  offered_at timestamptz not null,
  expires_at timestamptz not null,
  state text not null check (state in ('open', 'accepted', 'declined', 'expired', 'withdrawn')),
  preempts text,
  why jsonb not null,
  ended_at timestamptz
);
create unique index support_offer_one_winner on support_offer (request_id) where state = 'accepted' and ended_at is null;
create unique index support_offer_one_each on support_offer (person_id)
  where state in ('open', 'accepted') and ended_at is null and preempts is null;
create index support_offer_request on support_offer (request_id);

-- What is known of a supporter beyond the published plan: free or busy, last sign of life, where, signed on or off by own hand.
create table support_presence (
  person_id text primary key,
  tier text check (tier in ('super-user', 'ate', 'zone-lead', 'help-desk', 'analyst', 'vendor')),
  unit_id text,
  signed_on_at timestamptz,
  signed_off_at timestamptz,
  state text not null check (state in ('free', 'offered', 'busy')),
  state_since timestamptz not null,
  heartbeat_at timestamptz,
  duty_since timestamptz not null,
  load_minutes float8 not null default 0,
  silent_streak int not null default 0
);

-- What happened to requests, never edited. `detail` stays the very text that was hashed; it holds ids, never what a person typed.
create table support_event (
  seq bigint primary key,
  request_id text not null references support_request,
  kind text not null,
  by text,
  detail text not null,
  at timestamptz not null,
  hash bytea not null
);
create index support_event_request on support_event (request_id, seq);
create function support_event_stays() returns trigger language plpgsql as $$
begin
  raise exception 'support events are never changed or removed';
end $$;
create trigger support_event_stays before update or delete on support_event for each row execute function support_event_stays();

-- Pages go out after commit from here, leased by the database's clock, `page_id` being the key that every attempt carries.
create table support_page (
  page_id text primary key,
  offer_id text not null references support_offer,
  person_id text not null,
  text text not null,
  at timestamptz not null,
  state text not null check (state in ('due', 'sent', 'none', 'over', 'failed')),
  tries int not null default 0,
  lease_until timestamptz
);
create index support_page_due on support_page (at) where state = 'due';

create table support_broadcast (
  broadcast_id text primary key,
  issue_id text not null references support_issue,
  text text not null,
  at timestamptz not null,
  by_name text not null,
  answers boolean not null
);
create table support_broadcast_receipt (
  broadcast_id text not null references support_broadcast,
  person_id text not null,
  read_at timestamptz,
  primary key (broadcast_id, person_id)
);
create index support_broadcast_receipt_person on support_broadcast_receipt (person_id) where read_at is null;
