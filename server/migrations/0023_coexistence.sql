-- Coexistence: numbers that stay in the WhatsApp Business app, and what their phones hand over once.

-- When Meta took the number on: the clock of the two one-shot requests runs from here.
alter table phone_number add column onboarded_at timestamptz;
-- Why the number is no longer shared with its app, as Meta said it: {because, by, at}; null while it is.
alter table phone_number add column left_app jsonb;

-- Came with the history of the phone and was never told live.
alter table message add column imported boolean not null default false;

-- One row for each of the two things a phone hands over. `asking`: the request is under way, or its process died.
create table phone_sync (
  workspace_id  uuid not null,
  number_id     uuid not null,
  what          text not null check (what in ('contacts', 'history')),
  of_onboarding timestamptz not null,              -- phone_number.onboarded_at that this belongs to
  state         text not null default 'due' check (state in ('due', 'asking', 'requested', 'received', 'done', 'declined', 'failed')),
  asked_at      timestamptz,
  request_id    text,
  received_at   timestamptz,                       -- the first of it came
  finished_at   timestamptz,
  problem       text,
  progress      int not null default 0,            -- 0 to 100, as Meta counts
  phases        jsonb not null default '{}',       -- the furthest progress told in each phase
  items         int not null default 0,            -- stored from it
  primary key (workspace_id, number_id, what),
  foreign key (workspace_id, number_id) references phone_number (workspace_id, id) on delete cascade
);

-- What came and is still to be put into conversations, in pieces of bounded size.
create table phone_sync_part (
  workspace_id  uuid not null,
  id            uuid not null,
  number_id     uuid not null,
  kind          text not null check (kind in ('contacts', 'messages', 'files')),
  rank          int not null,                      -- names first, then the newest phase, files last
  body          jsonb not null,                    -- Meta's own objects
  attempts      int not null default 0,            -- counted and committed before the work
  lease_until   timestamptz,
  due_at        timestamptz not null default now(),
  given_up_at   timestamptz,
  problem       text,
  primary key (workspace_id, id),
  foreign key (workspace_id, number_id) references phone_number (workspace_id, id) on delete cascade
);
create index phone_sync_part_due on phone_sync_part (rank, due_at) where given_up_at is null;
create index phone_sync_part_of_number on phone_sync_part (workspace_id, number_id) where given_up_at is null;

-- What the phone's address book calls a contact, and when it last said so.
create table phone_book_name (
  workspace_id  uuid not null,
  number_id     uuid not null,
  contact_id    uuid not null,
  name          text,                              -- null: taken out of the address book
  changed_at    timestamptz not null,
  primary key (workspace_id, number_id, contact_id),
  foreign key (workspace_id, number_id) references phone_number (workspace_id, id) on delete cascade,
  foreign key (workspace_id, contact_id) references contact (workspace_id, id) on delete cascade
);

do $$
declare t text;
begin
  foreach t in array array['phone_sync', 'phone_sync_part', 'phone_book_name'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_workspace on %I using (workspace_id = current_workspace()) with check (workspace_id = current_workspace())', t);
    execute format('grant select, insert, update, delete on %I to recado_app, recado_pipeline', t);
  end loop;
end $$;
-- The worker looks for what is due in all workspaces; what it holds takes entering.
create policy every_part on phone_sync_part for select to recado_pipeline using (true);
