-- A vendor's echo of a message whose answer was lost.
alter table outbox add column echoed_at timestamp with time zone;
alter table outbox add column echo_reference varchar(255);

-- When a vendor in trouble is asked next whether it is back; whoever moves the time asks.
create table vendor_probe (
    connection_id varchar(64) primary key,
    next_at timestamp with time zone not null
);
create index conversation_unavailable on conversation (unavailable_since);
