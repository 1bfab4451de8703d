-- The hand-over and the huddle count what happened since a moment.
create index support_event_at on support_event (at);

-- A screen that is shown for a request: who asked to see it, by which code it is joined on the telephone, who shared when. Nothing of the picture
-- is kept, and no signal outlives its share.
create table support_share (
  share_id text primary key,
  request_id text not null references support_request,
  agent_account text not null,
  agent_name text not null,
  agent_hash bytea not null,
  -- Six digits, kept only as a hash, and only while they can be used.
  code_hash bytea,
  code_until timestamptz not null,
  caller_hash bytea,
  state text not null check (state in ('asked', 'joined', 'shown', 'ended')),
  asked_at timestamptz not null,
  shown_at timestamptz,
  ended_at timestamptz,
  ended_by text check (ended_by in ('agent', 'caller', 'lost', 'declined', 'not-joined')),
  -- Whoever holds the signalling says so while it lasts: what nobody says any more has ended.
  alive_until timestamptz not null
);
create unique index support_share_one on support_share (request_id) where state <> 'ended';
create unique index support_share_code on support_share (code_hash) where code_hash is not null;
create index support_share_alive on support_share (alive_until) where state <> 'ended';

-- Signals on their way from one side to the other, whichever instance each is connected to. Removed when the share ends.
create table support_share_signal (
  seq bigint generated always as identity primary key,
  share_id text not null references support_share,
  to_side text not null check (to_side in ('agent', 'caller')),
  body text not null,
  at timestamptz not null
);
create index support_share_signal_share on support_share_signal (share_id, to_side, seq);
