-- When something last happened in a conversation; for those that run now, not before this moment. No index: each event writes it.
alter table conversation add column alive_at timestamp with time zone;
update conversation set alive_at = current_timestamp where state <> 'ENDED';

-- A row for each conversation that goes on, looked at when its silence may have become too long, and written only then.
create table silence (
    conversation_id varchar(64) primary key,
    since timestamp with time zone not null,
    expires_at timestamp with time zone
);
create index silence_by_time on silence (expires_at, since);
insert into silence (conversation_id, since) select id, alive_at from conversation where state <> 'ENDED';

-- A session's tokens are looked for, and removed, by the session.
create index widget_resume_token_session on widget_resume_token (session_id);
