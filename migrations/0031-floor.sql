-- Teach-log: who was taught what with which result. `client_key` is the phone's: what is sent twice through a hole in the Wi-Fi is one line.
create table support_teaching (
  teaching_id text primary key,
  client_key uuid not null unique,
  by_person text not null,
  person_id text not null,
  topic text not null,
  result text not null check (result in ('alone', 'with-help', 'again')),
  unit_id text,
  -- When it was, as the phone had it, never later than it came; and when it came.
  at timestamptz not null,
  logged_at timestamptz not null
);
create index support_teaching_by on support_teaching (by_person, at desc);
create index support_teaching_person on support_teaching (person_id, at desc);
create index support_teaching_at on support_teaching (at);

-- What a caller keys in to say where they are; printed beside the unit's QR code.
create table support_unit_code (
  unit_id text primary key,
  code int not null unique
);
