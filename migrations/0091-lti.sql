-- LTI 1.3: keys that we sign with, tools that we launch, platforms that launch us.

create table training_signing_key (
  kid text primary key,
  private_jwk text not null,
  created_at timestamptz not null,
  -- Signs no more; stays published until everybody has fetched its successor.
  retired_at timestamptz
);

-- A tool of somebody else (we are the platform).
create table training_lti_tool (
  tool_id text primary key,
  name text not null,
  client_id text not null unique,
  deployment_id text not null,
  login_url text not null,
  target_url text not null,
  redirect_urls text[] not null,
  jwks_url text not null,
  -- May it know names and mail addresses? Otherwise people are ids that mean something to us alone.
  shares_names boolean not null,
  created_at timestamptz not null,
  created_by text not null,
  withdrawn_at timestamptz
);

-- An activity in a tool, chosen there by deep linking or typed in here.
create table training_lti_link (
  link_id text primary key,
  tool_id text not null references training_lti_tool,
  title text not null,
  url text not null,
  custom jsonb not null,
  -- From which share of the points it counts as passed; null: it is only ever completed.
  pass_share double precision,
  created_at timestamptz not null,
  created_by text not null,
  withdrawn_at timestamptz
);

-- By which id a tool knows a person.
create table training_lti_member (
  tool_id text not null references training_lti_tool,
  person_id text not null,
  sub text not null unique,
  is_instructor boolean not null,
  first_at timestamptz not null,
  primary key (tool_id, person_id)
);

-- A launch on its way: from our page to the tool's login and back.
create table training_lti_launch (
  hint_hash bytea primary key,
  tool_id text not null references training_lti_tool,
  -- null: content is to be chosen (deep linking).
  link_id text references training_lti_link,
  account_id text not null,
  account_name text not null,
  person_id text,
  is_instructor boolean not null,
  started_at timestamptz not null,
  authorized_at timestamptz,
  -- Of deep linking: with what the tool must answer, once.
  return_hash bytea unique,
  returned_at timestamptz
);

create table training_lti_line_item (
  item_id text primary key,
  tool_id text not null references training_lti_tool,
  link_id text references training_lti_link,
  label text not null,
  score_max double precision not null,
  resource_id text not null,
  tag text not null,
  starts_at text,
  ends_at text,
  created_at timestamptz not null
);

create table training_lti_score (
  item_id text not null references training_lti_line_item on delete cascade,
  person_id text not null,
  told_at timestamptz not null,
  score_given double precision,
  score_max double precision,
  activity_progress text not null,
  grading_progress text not null,
  primary key (item_id, person_id)
);

create table training_lti_token (
  token_hash bytea primary key,
  tool_id text not null references training_lti_tool,
  scopes text[] not null,
  expires_at timestamptz not null
);

-- What must be used once: assertions of tools, nonces of their messages and of platforms'.
create table training_lti_once (
  issuer text not null,
  value text not null,
  expires_at timestamptz not null,
  primary key (issuer, value)
);

-- A learning platform of somebody else (we are the tool).
create table training_lti_platform (
  platform_id text primary key,
  name text not null,
  issuer text not null,
  client_id text not null,
  deployment_ids text[] not null,
  auth_url text not null,
  token_url text not null,
  jwks_url text not null,
  -- By what of a launch a person of the directory is found.
  match_by text not null check (match_by in ('email', 'person-id', 'ehr-user-id')),
  created_at timestamptz not null,
  created_by text not null,
  withdrawn_at timestamptz,
  unique (issuer, client_id)
);

-- A launch on its way to us: begun at our login address, and what came of it.
create table training_lti_arrival (
  state_hash bytea primary key,
  platform_id text not null references training_lti_platform,
  nonce text not null,
  target text not null,
  begun_at timestamptz not null,
  -- What the platform said, once its message was found good.
  message jsonb,
  arrived_at timestamptz,
  -- Of deep linking: what was chosen, on its way back.
  picked jsonb
);

-- Who was sent here by which platform for which module, and where its results go.
create table training_lti_placement (
  platform_id text not null references training_lti_platform,
  person_id text not null,
  module_id text not null,
  sub text not null,
  line_item_url text not null,
  since timestamptz not null,
  -- The fact that was told last; null: none yet.
  sent_fact text,
  tries int not null default 0,
  next_at timestamptz not null,
  failure text not null default '',
  primary key (platform_id, person_id, module_id, line_item_url)
);
