-- Connections that an administrator has removed: what waits for one fails, and its conversations end.
create table removed_connection (
    connection_id varchar(64) primary key,
    removed_at timestamp with time zone not null,
    -- All its conversations have ended.
    settled boolean not null
);
insert into removed_connection (connection_id, removed_at, settled)
    select distinct connection_id, current_timestamp, false from conversation
    where state <> 'ENDED' and not exists (select 1 from connection where connection.id = conversation.connection_id);
