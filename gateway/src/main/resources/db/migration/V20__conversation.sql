-- The log of every conversation, and what follows from it.

-- One row. Raised when a database is restored from a backup, so that positions handed out since are never used again.
create table log_epoch (
    id integer primary key,
    epoch bigint not null
);
insert into log_epoch (id, epoch) values (1, 0);

create table conversation (
    id varchar(64) primary key,
    application_id varchar(64) not null,
    connection_id varchar(64) not null,
    chat_mode varchar(64) not null,
    state varchar(16) not null,
    vendor_id varchar(255),
    interaction_id varchar(255),
    agent_id varchar(255),
    agent_name varchar(500),
    customer_email varchar(320),
    subject varchar,
    last_position bigint not null,
    unavailable_since timestamp with time zone,
    created_at timestamp with time zone not null,
    ended_at timestamp with time zone
);
create index conversation_by_interaction on conversation (application_id, interaction_id);
create index conversation_by_customer on conversation (application_id, customer_email);

-- Every vendor id a conversation ever had; an agent who writes to the same visitor again brings a second one.
create table conversation_vendor_id (
    connection_id varchar(64) not null,
    vendor_id varchar(255) not null,
    conversation_id varchar(64) not null,
    primary key (connection_id, vendor_id)
);

create table conversation_event (
    conversation_id varchar(64) not null,
    position bigint not null,
    type varchar(40) not null,
    at timestamp with time zone not null,
    actor_kind varchar(16) not null,
    actor_id varchar(255),
    actor_name varchar(500),
    data varchar not null,
    provider varchar,
    dedup_key varchar(300),
    primary key (conversation_id, position)
);
create unique index conversation_event_once on conversation_event (conversation_id, dedup_key);

-- Vendor ids of the visitor's messages: an echo is told by them, a receipt finds its message.
create table sent_message (
    conversation_id varchar(64) not null,
    vendor_message_id varchar(255) not null,
    message_id varchar(64) not null,
    primary key (conversation_id, vendor_message_id)
);

-- Files an agent sent; the bytes stay with the vendor.
create table vendor_file (
    conversation_id varchar(64) not null,
    attachment_id varchar(64) not null,
    vendor_attachment_id varchar(500) not null,
    name varchar(500) not null,
    media_type varchar(255),
    size bigint,
    primary key (conversation_id, attachment_id)
);

-- Ends that wait for a sign of life.
create table likely_end (
    conversation_id varchar(64) primary key,
    reason varchar(16) not null,
    due_at timestamp with time zone not null
);
create index likely_end_by_time on likely_end (due_at);
