-- Super-users: who was proposed or volunteered, what became of it, thanks.

create table training_super_user (
  person_id text primary key,
  state text not null check (state in ('nominated', 'accepted', 'declined', 'ended')),
  -- They said so themselves; otherwise somebody else proposed them and they were asked.
  volunteered boolean not null,
  proposed_by text not null,
  reason text not null,
  proposed_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz
);

create table training_super_user_thanks (
  thanks_id text primary key,
  person_id text not null references training_super_user,
  text text not null,
  by_name text not null,
  at timestamptz not null
);
create index training_super_user_thanks_person on training_super_user_thanks (person_id, at);
