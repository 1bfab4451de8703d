-- An examination shows no progress, gives no hints and takes nothing back; with a limit it ends by itself.
alter table sandbox_class add column exam boolean not null default false;
alter table sandbox_class add column limit_minutes int check (limit_minutes between 1 and 1440);
alter table sandbox_attempt add column exam boolean not null default false;
alter table sandbox_attempt add column ends_at timestamptz;
create index sandbox_attempt_ends on sandbox_attempt (ends_at) where submitted_at is null and ends_at is not null;
