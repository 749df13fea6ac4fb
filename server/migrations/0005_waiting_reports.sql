-- A status is reported more than once, and not always with the same time or price: which of these reports is kept must not depend on
-- which came first. So those that wait for their message are all kept, and only true repeats are dropped.
alter table waiting_status drop constraint waiting_status_pkey;
create unique index waiting_status_report on waiting_status (workspace_id, wamid, status, md5(report::text));
