-- How far each reader inside the server is with the outbox. What it does with a piece of news and this row change in one transaction: each is
-- heard once, by one instance, whatever crashes.
create table news_reader (
  name text primary key,
  seq bigint not null default 0
);
