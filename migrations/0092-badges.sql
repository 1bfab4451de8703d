-- Badges that people took with them (Open Badges 3.0). Nobody has one who did not ask for it.

create table training_badge (
  badge_id uuid primary key,
  person_id text not null,
  -- `role:nurse`, `competency:order-sets`, `curriculum:nurse`, `super-user`
  achievement text not null,
  -- Its place in the status list: by chance, so that it says nothing about when or to whom.
  status_index int not null unique,
  issued_at timestamptz not null,
  valid_until timestamptz,
  -- As it was signed: the same badge is the same bytes.
  credential text not null,
  revoked_at timestamptz,
  revoked_why text not null default ''
);
create index training_badge_person on training_badge (person_id);
