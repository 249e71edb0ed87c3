-- What was under way when the process ended, so that what ends it each time is found. The inbox's tries have never been counted before.
alter table inbox add column tried_by varchar(64);
alter table outbox add column cut_off integer default 0 not null;
