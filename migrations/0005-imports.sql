-- An import is a set of uploaded files: previewed together, applied one by one. The bytes go as soon as a file is
-- applied or thrown away: they may hold more than what we keep.

create table import (
  import_id text primary key,
  created_at timestamptz not null,
  created_by text not null
);
create index import_created on import (created_at desc);

create table import_file (
  import_id text not null references import on delete cascade,
  file text not null,
  kind text,
  bytes bytea,
  size int not null,
  state text not null check (state in ('uploaded', 'previewed', 'applied', 'failed')),
  rows int not null default 0,
  errors int not null default 0,
  warnings int not null default 0,
  issues jsonb not null default '[]',
  diff jsonb,
  sample jsonb,
  failure text,
  applied_at timestamptz,
  primary key (import_id, file)
);
