-- QR codes as Meta listed them last, and the conversations that began with what each of them writes.
create table qr_code (
  workspace_id       uuid not null,
  number_id          uuid not null,
  code               text not null,                -- Meta's
  prefilled_message  text not null,
  primary key (workspace_id, number_id, code),
  foreign key (workspace_id, number_id) references phone_number (workspace_id, id) on delete cascade
);
create index qr_code_by_message on qr_code (workspace_id, number_id, prefilled_message);

create table qr_opening (
  workspace_id     uuid not null,
  number_id        uuid not null,
  code             text not null,
  conversation_id  uuid not null,
  at               timestamptz not null,
  primary key (workspace_id, number_id, code, conversation_id),
  foreign key (workspace_id, number_id, code) references qr_code (workspace_id, number_id, code) on delete cascade,
  foreign key (workspace_id, conversation_id) references conversation (workspace_id, id) on delete cascade
);
create index qr_opening_of_conversation on qr_opening (workspace_id, conversation_id);

do $$
declare t text;
begin
  foreach t in array array['qr_code', 'qr_opening'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_workspace on %I using (workspace_id = (select current_workspace())) with check (workspace_id = (select current_workspace()))', t);
    execute format('grant select, insert, update, delete on %I to recado_app, recado_pipeline', t);
  end loop;
end $$;
