-- What happened to a template, and who told. Added to, never rewritten: a later teller only fills in what an earlier one left out.
create table template_entry (
  workspace_id  uuid not null,
  id            uuid not null,
  template_id   uuid not null,
  kind          text not null check (kind in ('found', 'submitted', 'edited', 'status', 'flagged', 'category', 'category_announced',
                                              'category_suggested', 'quality', 'components', 'deleted', 'vanished')),
  from_word     text,                              -- Meta's words: a status, a category, a quality
  to_word       text,
  detail        jsonb not null default '{}',       -- templates/history/detail.ts
  source        text not null check (source in ('person', 'api_key', 'meta', 'reading')),
  by_id         uuid references person (id) on delete set null,
  by_name       text,                              -- of the API key
  told_at       timestamptz,                       -- Meta's own second, of what a webhook told
  at            timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, template_id) references template (workspace_id, id) on delete cascade
);
create index template_entry_newest on template_entry (workspace_id, template_id, at desc, id desc);
-- Meta delivers more than once; one telling is one line.
create unique index template_entry_told on template_entry (workspace_id, template_id, kind, told_at, to_word) nulls not distinct
  where told_at is not null;

alter table template_entry enable row level security;
alter table template_entry force row level security;
create policy own_workspace on template_entry using (workspace_id = (select current_workspace())) with check (workspace_id = (select current_workspace()));
grant select, insert, update, delete on template_entry to recado_app, recado_pipeline;
revoke delete on template_entry from recado_app, recado_pipeline;
