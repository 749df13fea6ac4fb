-- When a number is answered, and what it says by itself while it is not.
alter table phone_number
  add column hours jsonb,                          -- contract's OpeningHours; null: nobody said, so always
  add column away_text text;                       -- null: nothing

-- What a customer is answered while the number is closed: once per conversation and closed period.
create table away_reply (
  workspace_id     uuid not null,
  conversation_id  uuid not null,
  closed_since     text not null,                  -- names the period: when the number last was open, in its own zone
  state            text not null default 'due' check (state in ('due', 'sent', 'skipped')),
  due_at           timestamptz not null default now(),
  primary key (workspace_id, conversation_id),
  foreign key (workspace_id, conversation_id) references conversation (workspace_id, id) on delete cascade
);
create index away_reply_due on away_reply (due_at) where state = 'due';

alter table away_reply enable row level security;
alter table away_reply force row level security;
create policy own_workspace on away_reply using (workspace_id = (select current_workspace())) with check (workspace_id = (select current_workspace()));
create policy every_away_reply on away_reply for select to recado_pipeline using (true);
grant select, insert, update, delete on away_reply to recado_app, recado_pipeline;

alter table message drop constraint message_origin_check;
alter table message add constraint message_origin_check check (origin in ('customer', 'inbox', 'api', 'phone', 'automatic'));
