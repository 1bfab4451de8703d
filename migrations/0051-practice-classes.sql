-- Who is expected in a class: so that those who have not begun are seen too. Ids of people are the directory's.
create table sandbox_class_expected (
  class_id text not null references sandbox_class,
  person_id text not null,
  primary key (class_id, person_id)
);
