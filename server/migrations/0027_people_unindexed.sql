-- The same people, by a condition whose share the planner expects to be small. Of "differs" it expects nearly all, and reads everybody.
drop index contact_unindexed;
create index contact_unindexed on contact (workspace_id, id) where (hashtextextended(search, 0) = indexed)::int = 0;
