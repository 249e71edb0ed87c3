-- What visitors call themselves, for the agent who meets them in a call.
alter table conversation add column customer_name varchar(500);
