-- What storing a message costs is mostly its indexes. Only messages of ours carry a client_id, and the time of events is asked for
-- once an hour, by whoever takes the old ones away.
alter table message drop constraint message_workspace_id_conversation_id_client_id_key;
create unique index message_client on message (workspace_id, conversation_id, client_id) where client_id is not null;
drop index event_time;
create index event_time on event using brin (at);

-- One index for "this person at this number" and for "everything of this person".
alter table conversation drop constraint conversation_workspace_id_number_id_contact_id_key;
alter table conversation add unique (workspace_id, contact_id, number_id);
drop index conversation_contact;

-- Asked once per statement instead of once per row: whose data this is does not change on the way.
do $$
declare t text;
begin
  for t in select tablename from pg_policies where schemaname = 'public' and policyname = 'own_workspace' and tablename <> 'workspace' loop
    execute format('alter policy own_workspace on %I using (workspace_id = (select current_workspace())) with check (workspace_id = (select current_workspace()))', t);
  end loop;
end $$;
