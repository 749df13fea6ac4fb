-- A number that Meta does not list in its account any more keeps its conversations and what was last known of it; since when is kept.
alter table phone_number add column missing_since timestamptz;

-- `listed`: whether Meta lists the number in its account · `connection`: it was taken off Recado, or connected again, by somebody here.
alter table number_change drop constraint number_change_what_check;
alter table number_change add constraint number_change_what_check check (what in (
  'status', 'quality', 'limit', 'throughput', 'name', 'name_status', 'name_review', 'phone', 'mode', 'official', 'username',
  'restriction', 'violation', 'standing', 'review', 'sending', 'webhooks', 'listed', 'connection'));
alter table number_change drop constraint number_change_source_check;
alter table number_change add constraint number_change_source_check check (source in ('webhook', 'reading', 'here'));

-- What is open about an account, for the list of all of them.
create index alert_open_of_account on alert (workspace_id, waba) where ended_at is null;
