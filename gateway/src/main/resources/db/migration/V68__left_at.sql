-- When what will be an end in time happened, by the vendor's clock: a queue or an agent behind it takes the conversation up again.
alter table likely_end add column left_at timestamp with time zone;
