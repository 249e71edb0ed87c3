-- What a vendor told of its agents that changed nothing when it was told, by the vendor's clock: news from before it, told later, is late.
create table agent_sighting (
    conversation_id varchar(64) not null,
    agent_id varchar(255) not null,
    -- Last said to be there, though known to be.
    there_at timestamp with time zone,
    -- Last said to have left, though not known to be there.
    left_at timestamp with time zone,
    -- Whether that leaving is an end unless there is a sign of life.
    left_ends boolean default false not null,
    primary key (conversation_id, agent_id)
);
