-- Where links to a conversation lead.
alter table application add column site_url varchar(2000);

-- One-time ways into a conversation that a server started. The token stands here as SHA-256, like all that visitors hold.
create table widget_handover (
    token_hash      varchar(64) primary key,
    conversation_id varchar(64) not null,
    expires_at      timestamp with time zone not null,
    revoked_at      timestamp with time zone,
    redeemed_at     timestamp with time zone,
    redeem_key      varchar(128)
);
create index widget_handover_conversation on widget_handover (conversation_id);
create index widget_handover_expiry on widget_handover (expires_at);
