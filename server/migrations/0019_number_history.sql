-- What became of a number and of its account at Meta, as it was told or read. Added to, never rewritten.
create table number_change (
  workspace_id  uuid not null,
  seq           bigint generated always as identity,
  waba          uuid not null,
  number_id     uuid,                              -- null: it concerns the account, and so all its numbers
  what          text not null check (what in (
    'status', 'quality', 'limit', 'throughput', 'name', 'name_status', 'name_review', 'phone', 'mode', 'official', 'username',
    'restriction', 'violation', 'standing', 'review')),
  from_word     text,                              -- Meta's words; null: it was not known
  to_word       text not null,
  facts         jsonb not null default '{}',       -- what came with it: the name asked for, a reason, until when
  source        text not null check (source in ('webhook', 'reading')),
  at            timestamptz not null,
  primary key (workspace_id, seq),
  foreign key (workspace_id, waba) references waba (workspace_id, id) on delete cascade,
  foreign key (workspace_id, number_id) references phone_number (workspace_id, id) on delete cascade
);
create index number_change_of_account on number_change (workspace_id, waba, seq desc);
create index number_change_of_number on number_change (workspace_id, number_id) where number_id is not null;

alter table number_change enable row level security;
alter table number_change force row level security;
create policy own_workspace on number_change using (workspace_id = (select current_workspace())) with check (workspace_id = (select current_workspace()));
grant select, insert on number_change to recado_app, recado_pipeline;

alter table phone_number
  add column name_status text,
  add column account_mode text,
  add column official_status text;
