-- Tip sheets that answer a known issue, in their order. What was written as words stays.
alter table support_resolution add column tip_ids text[] not null default '{}';
