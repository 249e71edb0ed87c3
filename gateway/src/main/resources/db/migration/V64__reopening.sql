-- A conversation that is over and that the visitor's next message takes up again, and one that will be so if it has ended.
alter table conversation add column reopens boolean default false not null;
alter table likely_end add column reopens boolean default false not null;
