-- Rooms, the tickets that open them, who is inside, and what browsers tell each other.

create table call_room (
    room_id         varchar(64)  not null primary key,
    application_id  varchar(64)  not null,
    destination     varchar(64)  not null,
    interaction_id  varchar(256) not null,
    customer_id     varchar(256),
    organization_id varchar(256),
    conversation_id varchar(64),
    recording_id    varchar(64)  not null,
    engine          varchar(32)  not null,
    kind            varchar(16)  not null,
    open            boolean      not null,
    joined          boolean      not null,
    call_number     integer      not null,
    last_position   bigint       not null,
    created_at      timestamp with time zone not null,
    started_at      timestamp with time zone,
    closed_at       timestamp with time zone,
    close_reason    varchar(32),
    constraint call_room_key unique (application_id, destination, interaction_id),
    constraint call_room_recording unique (recording_id)
);
create index call_room_conversation on call_room (conversation_id);
create index call_room_interaction on call_room (application_id, interaction_id);

-- The secret itself is never stored: seed + key of this installation give it again, hash finds it.
create table call_ticket (
    ticket_hash    varchar(64) not null primary key,
    seed           varchar(64) not null,
    room_id        varchar(64) not null references call_room (room_id),
    policy         varchar(16) not null,
    source         varchar(16) not null,
    kind           varchar(16),
    created_at     timestamp with time zone not null,
    expires_at     timestamp with time zone not null,
    redeemed_at    timestamp with time zone,
    revoked_at     timestamp with time zone
);
create index call_ticket_room on call_ticket (room_id, source, created_at);

create table call_participant (
    participant_id varchar(64)  not null primary key,
    room_id        varchar(64)  not null references call_room (room_id),
    role           varchar(16)  not null,
    name           varchar(200) not null,
    admitted_at    timestamp with time zone not null,
    joined_call    integer      not null
);
create index call_participant_room on call_participant (room_id);

create table call_resume (
    resume_hash    varchar(64) not null primary key,
    participant_id varchar(64) not null references call_participant (participant_id),
    created_at     timestamp with time zone not null
);
create index call_resume_participant on call_resume (participant_id);

create table call_connection (
    room_id        varchar(64) not null references call_room (room_id),
    connection_id  varchar(64) not null,
    participant_id varchar(64) not null references call_participant (participant_id),
    state          varchar(16) not null,
    away           boolean     not null,
    seen_at        timestamp with time zone not null,
    media          text,
    remote_media   boolean     not null,
    quality        varchar(16),
    quality_at     timestamp with time zone,
    primary key (room_id, connection_id)
);
create index call_connection_seen on call_connection (state, seen_at);

create table call_signal (
    room_id          varchar(64) not null references call_room (room_id),
    position         bigint      not null,
    type             varchar(32) not null,
    from_participant varchar(64),
    from_connection  varchar(64),
    to_connection    varchar(64),
    data             text        not null,
    primary key (room_id, position)
);

-- Ids of signals taken from browsers, so that a repeated post changes nothing.
create table call_signal_taken (
    room_id       varchar(64) not null references call_room (room_id),
    connection_id varchar(64) not null,
    signal_id     varchar(64) not null,
    primary key (room_id, connection_id, signal_id)
);

create table call_offer (
    offer_id        varchar(64) not null primary key,
    room_id         varchar(64) not null references call_room (room_id),
    conversation_id varchar(64) not null,
    kind            varchar(16) not null,
    state           varchar(16) not null,
    offered_at      timestamp with time zone not null,
    answered_at     timestamp with time zone
);
create index call_offer_room on call_offer (room_id, offered_at);

create table call_timer (
    timer_id    varchar(64) not null primary key,
    kind        varchar(32) not null,
    room_id     varchar(64) not null,
    subject     varchar(64),
    call_number integer     not null,
    due_at      timestamp with time zone not null,
    attempts    integer     not null
);
create index call_timer_due on call_timer (due_at);

create table call_device_check (
    check_id        varchar(64)  not null primary key,
    conversation_id varchar(64),
    room_id         varchar(64),
    camera          varchar(16)  not null,
    microphone      varchar(16)  not null,
    browser         varchar(200),
    checked_at      timestamp with time zone not null
);
create index call_device_check_conversation on call_device_check (conversation_id, checked_at);
