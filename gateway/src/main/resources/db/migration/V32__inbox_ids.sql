-- Ids of deliveries are handed out in blocks: the database makes each step of a sequence durable, which costs as much as a
-- commit. Begins far behind the ids that rows had before.
create sequence inbox_block start with 10000000;
