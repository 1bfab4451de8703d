-- A call goes out by one channel after the other until it is answered: one page for each channel that was tried.
alter table support_page add column channel text not null default 'push' check (channel in ('push', 'pager', 'mail', 'sms', 'voice'));
alter table support_page add column sent_at timestamptz;
alter table support_page alter column channel drop default;
create unique index support_page_channel on support_page (offer_id, channel);

-- Browsers that may be pushed to. `endpoint` is the push service's address of one browser; it is as secret as a key.
create table support_push (
  endpoint text primary key,
  person_id text not null,
  account_id text not null,
  p256dh text not null,
  auth text not null,
  created_at timestamptz not null
);
create index support_push_person on support_push (person_id);

-- The key pair by which push services know this installation; made at first need.
create table support_push_key (
  only_one boolean primary key default true check (only_one),
  public_key text not null,
  private_key text not null,
  made_at timestamptz not null
);
