-- A visitor has asked for a call in this room, and nobody has offered it yet: until then the request can be taken back.
alter table call_room add column requested boolean default false not null;
