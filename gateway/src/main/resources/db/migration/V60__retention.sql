-- When a job is due next on any node, and which node is at it.
create table timed_job (
    name varchar(64) primary key,
    next_at timestamp with time zone not null,
    claimed_by varchar(64),
    claimed_until timestamp with time zone
);

-- What goes with its conversation is found by it.
create index conversation_vendor_id_conversation on conversation_vendor_id (conversation_id);
create index widget_start_conversation on widget_start (conversation_id);
create index widget_start_age on widget_start (created_at);
create index widget_session_conversation on widget_session (conversation_id);
