-- Hand-over of requests to the hospital's own ticket system (ServiceNow, Jira) and back.

-- The same matter under two ids. `their_state`: what they last said or were told; what says the same again changes nothing (loop guard).
create table support_itsm_link (
  request_id text not null references support_request,
  system text not null check (system in ('servicenow', 'jira')),
  external_id text not null,
  external_number text not null,
  their_state text not null check (their_state in ('open', 'resolved')),
  at timestamptz not null,
  primary key (request_id, system),
  unique (system, external_id)
);

-- What goes to them, leased; `delivery_id` is the key that every attempt bears, so that a repeated one makes no second ticket.
create table support_itsm_delivery (
  delivery_id text primary key,
  request_id text not null references support_request,
  system text not null check (system in ('servicenow', 'jira')),
  kind text not null check (kind in ('create', 'state', 'priority')),
  detail jsonb not null,
  at timestamptz not null,
  due_at timestamptz not null,
  state text not null check (state in ('due', 'sent', 'failed')),
  tries int not null default 0,
  lease_until timestamptz,
  error text
);
create index support_itsm_delivery_due on support_itsm_delivery (due_at) where state = 'due';
create index support_itsm_delivery_request on support_itsm_delivery (request_id);

-- Web hooks that were heard: each changes something once.
create table support_itsm_heard (
  system text not null,
  event_id text not null,
  at timestamptz not null,
  primary key (system, event_id)
);
