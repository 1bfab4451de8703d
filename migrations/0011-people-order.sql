-- People in order of family name, as a reader expects it: accents and case do not count.
alter table person add column sort_name text not null generated always as (directory_words(family_name || ' ' || given_name)) stored;
create index person_order on person (sort_name, person_id);
