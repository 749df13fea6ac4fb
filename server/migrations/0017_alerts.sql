-- What somebody should know about an account or a number, from the moment it begins until it is over. One open line per matter.
create table alert (
  workspace_id  uuid not null references workspace (id) on delete cascade,
  id            uuid not null,
  kind          text not null,                     -- packages/contract/src/alerts.ts · alertKind
  subject       text not null,                     -- what it is about, within its kind: an id of ours or of Meta's
  severity      text not null check (severity in ('danger', 'warn', 'info')),
  waba          uuid,
  number_id     uuid,
  facts         jsonb not null default '{}',       -- words for the sentence: {name: text}
  opened_at     timestamptz not null,
  ended_at      timestamptz,
  ended_by      uuid references person (id) on delete set null,  -- null: it ended by itself
  mail_due_at   timestamptz,                       -- null: told by e-mail, or not to be
  mail_attempts int not null default 0,
  primary key (workspace_id, id),
  foreign key (workspace_id, waba) references waba (workspace_id, id) on delete cascade,
  foreign key (workspace_id, number_id) references phone_number (workspace_id, id) on delete cascade
);
create unique index alert_open on alert (workspace_id, kind, subject) where ended_at is null;
create index alert_newest on alert (workspace_id, opened_at desc, id desc);
create index alert_mail on alert (workspace_id, mail_due_at) where mail_due_at is not null;

alter table alert enable row level security;
alter table alert force row level security;
create policy own_workspace on alert using (workspace_id = (select current_workspace())) with check (workspace_id = (select current_workspace()));
grant select, insert, update, delete on alert to recado_app, recado_pipeline;
revoke delete on alert from recado_app, recado_pipeline;
