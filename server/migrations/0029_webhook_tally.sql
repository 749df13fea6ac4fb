-- How many webhooks came in, and when last: by hour, number (or account) and field. Written a few times a minute, never per delivery.
create table webhook_tally (
  workspace_id  uuid not null references workspace (id) on delete cascade,
  subject       text not null,                     -- phone_number.id, or Meta's id of the account where it names no number
  field         text not null,
  hour          timestamptz not null,
  count         int not null,
  last_at       timestamptz not null,
  primary key (workspace_id, subject, field, hour)
);
create index webhook_tally_hour on webhook_tally (hour);

alter table webhook_tally enable row level security;
alter table webhook_tally force row level security;
create policy own_workspace on webhook_tally using (workspace_id = (select current_workspace())) with check (workspace_id = (select current_workspace()));
-- Counts of many workspaces are written in one statement; there is nothing in them that anybody wrote.
create policy every_tally on webhook_tally to recado_pipeline using (true) with check (true);
grant select, insert, update, delete on webhook_tally to recado_app, recado_pipeline;
revoke insert, update, delete on webhook_tally from recado_app;
