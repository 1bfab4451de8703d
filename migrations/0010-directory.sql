-- Places, people, go-lives: everything else is scoped by them.

create table organisation (
  only_one boolean primary key default true check (only_one),
  name text not null,
  -- Null: that of the first site.
  time_zone text,
  version int not null default 1
);
insert into organisation (name) values ('Our hospital');

create table site (
  site_id text primary key,
  name text not null,
  time_zone text not null,
  version int not null default 1
);

create table unit (
  unit_id text primary key,
  name text not null,
  site_id text not null references site,
  building text not null,
  floor text not null,
  zone text not null,
  specialty text not null,
  beds int not null check (beds >= 0),
  version int not null default 1
);
create index unit_site on unit (site_id);

-- How names and searches are compared: without accents, case and punctuation, a blank before each word.
create function directory_words(given text) returns text language sql immutable parallel safe
  return ' ' || lower(regexp_replace(regexp_replace(normalize(given, NFD), '[\u0300-\u036f]', '', 'g'), '[-.,;:/''()&_ ]+', ' ', 'g'));

create table person (
  person_id text primary key,
  given_name text not null,
  family_name text not null,
  job_role text not null,
  specialty text not null,
  practice_group text not null,
  employment text not null check (employment in ('in-house', 'shared', 'vendor', 'consultant')),
  home_unit text references unit,
  email text not null,
  phone text not null,
  pager text not null,
  languages text[] not null,
  npi text not null,
  ehr_user_id text not null,
  hire_date date,
  end_date date,
  -- Checked at commit: a file may name a manager who comes further down.
  manager_id text references person deferrable initially deferred,
  version int not null default 1,
  words text not null generated always as (directory_words(
    given_name || ' ' || family_name || ' ' || person_id || ' ' || job_role || ' ' || specialty || ' ' || practice_group || ' '
    || coalesce(home_unit, ''))) stored
);
create index person_home_unit on person (home_unit);
create index person_manager on person (manager_id);
create index person_ehr_user on person (ehr_user_id) where ehr_user_id <> '';

-- What a person was, when: [valid_from, valid_to), without overlaps; the last row agrees with `person`.
-- A unit is kept by name: history outlives units.
create table role_held (
  person_id text not null references person on delete cascade,
  valid_from date not null,
  valid_to date,
  job_role text not null,
  specialty text not null,
  practice_group text not null,
  home_unit text,
  primary key (person_id, valid_from),
  check (valid_to > valid_from)
);

create table wave (
  wave text primary key,
  scope text not null default '',
  phases jsonb not null default '[]',
  version int not null default 1
);

create table go_live (
  wave text not null references wave,
  unit_id text not null references unit,
  date date not null,
  weeks int not null check (weeks between 1 and 104),
  cpoe text not null check (cpoe in ('mandatory', 'voluntary')),
  version int not null default 1,
  primary key (wave, unit_id)
);
create index go_live_unit on go_live (unit_id);

create table stakeholder (
  stakeholder_id text primary key,
  name text not null,
  kind text not null check (kind in ('executive', 'champion', 'partner')),
  title text not null,
  organisation text not null,
  person_id text references person,
  email text not null,
  phone text not null,
  interest text not null,
  influence text not null,
  engagement text not null,
  engagement_wanted text not null,
  concerns text not null,
  version int not null default 1
);

-- The hospital's identity system knows a person by an id of its own.
create table scim_user (
  person_id text primary key references person on delete cascade,
  external_id text,
  user_name text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create unique index scim_user_name on scim_user (lower(user_name));
create unique index scim_user_external on scim_user (external_id) where external_id is not null;
