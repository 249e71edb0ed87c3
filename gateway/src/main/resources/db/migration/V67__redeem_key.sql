-- Who has redeemed a ticket, and the digest of the key of that browser: under it a lost answer is given again.

alter table call_ticket add column participant_id varchar(64);
alter table call_ticket add column redeem_key_hash varchar(64);
