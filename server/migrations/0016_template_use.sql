-- Finding a template among many, and who may send it.
alter table template
  add column search text not null default '',      -- name and words, folded (templates/search-text.ts)
  add column sendable_from text not null default 'agent' check (sendable_from in ('agent', 'supervisor', 'admin'));

-- Starred by one person, for themselves.
create table template_favourite (
  workspace_id  uuid not null,
  user_id       uuid not null references person (id) on delete cascade,
  template_id   uuid not null,
  primary key (workspace_id, user_id, template_id),
  foreign key (workspace_id, template_id) references template (workspace_id, id) on delete cascade
);
create index template_favourite_template on template_favourite (workspace_id, template_id);

-- How often each was sent, and when last. Several rows per template, so that many who send the same one do not wait for each other.
create table template_use (
  workspace_id  uuid not null,
  template_id   uuid not null,
  shard         smallint not null,
  count         bigint not null,
  last_at       timestamptz not null,
  primary key (workspace_id, template_id, shard),
  foreign key (workspace_id, template_id) references template (workspace_id, id) on delete cascade
);

do $$
declare t text;
begin
  foreach t in array array['template_favourite','template_use'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_workspace on %I using (workspace_id = (select current_workspace())) with check (workspace_id = (select current_workspace()))', t);
    execute format('grant select, insert, update, delete on %I to recado_app, recado_pipeline', t);
  end loop;
end $$;

alter table template_entry drop constraint template_entry_kind_check;
alter table template_entry add constraint template_entry_kind_check
  check (kind in ('found', 'submitted', 'edited', 'status', 'flagged', 'category', 'category_announced', 'category_suggested', 'quality',
                  'components', 'deleted', 'vanished', 'migrated'));
