-- When an agent opened it, by the vendor's clock; null where a visitor's start did. Of two openings the newer one has the chat.
alter table conversation_vendor_id add column opened_at timestamp with time zone;
update conversation_vendor_id set opened_at = (
        select conversation.created_at from conversation where conversation.id = conversation_vendor_id.conversation_id)
    where exists (
        select 1 from conversation where conversation.id = conversation_vendor_id.conversation_id
            and conversation.connection_id = conversation_vendor_id.connection_id
            and conversation.vendor_id = conversation_vendor_id.vendor_id)
    and exists (
        select 1 from conversation_vendor_id other where other.conversation_id = conversation_vendor_id.conversation_id
            and other.vendor_id <> conversation_vendor_id.vendor_id);
