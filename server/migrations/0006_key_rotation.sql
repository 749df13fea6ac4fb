-- A workspace may have older data keys, which open what they sealed until it is sealed anew (recado rotate-keys). One seals.
alter table data_key add column retired_at timestamptz;
drop index data_key_one;
create unique index data_key_one on data_key (coalesce(workspace_id, '00000000-0000-0000-0000-000000000000')) where retired_at is null;
