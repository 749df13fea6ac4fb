-- Calling a browser while nobody looks (web push).
alter table installation add column push_keys text not null default '';  -- ciphertext of the key pair push services know us by

-- One per session: whoever signs out is called no more. Not owned by a workspace; a person may be in several.
create table push_subscription (
  id              uuid primary key,
  session_id      uuid not null unique references session (id) on delete cascade,
  endpoint_print  text not null unique,            -- keyed print of the address: a browser that changes hands changes sessions
  subscription    text not null,                   -- ciphertext: address and keys
  created_at      timestamptz not null default now()
);
grant select, insert, update, delete on push_subscription to recado_app, recado_pipeline;

-- How far a workspace's events were told.
create table push_cursor (
  workspace_id  uuid not null references workspace (id) on delete cascade,
  seq           bigint not null,
  alerts_at     timestamptz not null,
  primary key (workspace_id)
);
alter table push_cursor enable row level security;
alter table push_cursor force row level security;
create policy own_workspace on push_cursor using (workspace_id = (select current_workspace())) with check (workspace_id = (select current_workspace()));
grant select, insert, update, delete on push_cursor to recado_app, recado_pipeline;
