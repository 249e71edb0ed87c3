-- When the agent was last given the link for the visitor's request: who asks again at once does not fill the chat with links.
alter table call_room add column requested_at timestamp with time zone;
