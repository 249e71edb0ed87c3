-- What visitors hold. Secrets stand here as SHA-256 of 256 random bits: not reversible, nothing to guess.

create table widget_start (
    application_id  varchar(64)  not null,
    idempotency_key varchar(128) not null,
    body_hash       varchar(64)  not null,
    conversation_id varchar(64)  not null,
    created_at      timestamp with time zone not null,
    primary key (application_id, idempotency_key)
);

-- A line of resume tokens, revoked as one when a token of it turns up that should be spent.
create table widget_session (
    session_id      varchar(64) primary key,
    conversation_id varchar(64) not null,
    created_at      timestamp with time zone not null,
    revoked_at      timestamp with time zone
);

create table widget_resume_token (
    token_hash   varchar(64) primary key,
    session_id   varchar(64) not null references widget_session,
    parent_hash  varchar(64),
    uses         int not null,
    first_use_at timestamp with time zone
);
create index widget_resume_token_parent on widget_resume_token (parent_hash);

create table widget_stream_ticket (
    ticket_hash     varchar(64) primary key,
    conversation_id varchar(64) not null,
    expires_at      timestamp with time zone not null,
    access_until    timestamp with time zone not null
);
create index widget_stream_ticket_expiry on widget_stream_ticket (expires_at);

-- The first answer to each command, for the ones that come again.
create table widget_command (
    conversation_id varchar(64) not null,
    command_id      varchar(64) not null,
    position        bigint not null,
    join_url        varchar(2000),
    created_at      timestamp with time zone not null,
    primary key (conversation_id, command_id)
);

-- A file of the visitor. Its bytes lie under the home directory in a file named by the id alone.
create table widget_attachment (
    attachment_id   varchar(64) primary key,
    conversation_id varchar(64) not null,
    name            varchar(255) not null,
    media_type      varchar(100) not null,
    size            bigint not null,
    used_by         varchar(64),
    created_at      timestamp with time zone not null
);
create index widget_attachment_conversation on widget_attachment (conversation_id);
