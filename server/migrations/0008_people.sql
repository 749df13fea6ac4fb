-- What a workspace knows of the people who write, and the index that finds their words.

alter table contact
  add column email text,
  add column company text,
  add column notes text not null default '',
  add column language text,                        -- BCP 47, as the person or an agent said it
  add column owner_id uuid references person (id) on delete set null,  -- whose portfolio the person belongs to
  add column attributes jsonb not null default '{}',  -- attribute id → value, of the attribute's kind
  add column consent text not null default 'unknown' check (consent in ('unknown', 'opted_in', 'opted_out')),  -- the ledger's last word
  add column merged_into uuid,                     -- found to be the same person as that one; kept so that it can be undone
  add column search text not null default '';      -- name, handles, e-mail, company, digits; folded (search/fold.ts)
alter table contact add foreign key (workspace_id, merged_into) references contact (workspace_id, id);
create index contact_of_owner on contact (workspace_id, owner_id, created_at desc, id desc) where owner_id is not null;
create index contact_merged on contact (workspace_id, merged_into) where merged_into is not null;

alter table workspace add column agents_see_phones boolean not null default true;

create table tag (
  workspace_id  uuid not null references workspace (id) on delete cascade,
  id            uuid not null,
  name          text not null,
  folded        text not null,                     -- one tag per name, whatever its case and accents
  color         text not null check (color in ('blue', 'pink', 'ochre', 'teal', 'slate', 'brown', 'olive', 'indigo')),
  created_at    timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, folded)
);
create table contact_tag (
  workspace_id  uuid not null,
  tag_id        uuid not null,
  contact_id    uuid not null,
  primary key (workspace_id, tag_id, contact_id),
  foreign key (workspace_id, tag_id) references tag (workspace_id, id) on delete cascade,
  foreign key (workspace_id, contact_id) references contact (workspace_id, id) on delete cascade
);
create index contact_tag_contact on contact_tag (workspace_id, contact_id);

-- What a workspace wants to know of its people besides the fields everybody has.
create table contact_attribute (
  workspace_id  uuid not null references workspace (id) on delete cascade,
  id            uuid not null,
  name          text not null,
  folded        text not null,
  kind          text not null check (kind in ('text', 'number', 'date', 'boolean', 'choice')),
  choices       text[] not null default '{}',      -- of kind choice
  created_at    timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, folded)
);

-- Who agreed to marketing, who took it back, how and when. Only ever added to: the roles below may not change or remove a line.
create table consent_entry (
  workspace_id  uuid not null,
  id            uuid not null,
  contact_id    uuid not null,
  word          text not null check (word in ('opted_in', 'opted_out')),
  source        text not null check (source in ('person', 'api', 'import', 'customer_word', 'whatsapp_settings', 'refused_by_meta')),
  detail        text,                              -- the word the customer wrote, the file, Meta's own sentence
  by_id         uuid references person (id) on delete set null,
  at            timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, contact_id) references contact (workspace_id, id) on delete cascade
);
create index consent_of_contact on consent_entry (workspace_id, contact_id, at desc, id desc);

-- Whom Meta keeps away from a number because we asked it to.
create table contact_block (
  workspace_id  uuid not null,
  number_id     uuid not null,
  contact_id    uuid not null,
  by_id         uuid references person (id) on delete set null,
  at            timestamptz not null default now(),
  primary key (workspace_id, number_id, contact_id),
  foreign key (workspace_id, number_id) references phone_number (workspace_id, id) on delete cascade,
  foreign key (workspace_id, contact_id) references contact (workspace_id, id) on delete cascade
);
create index contact_block_contact on contact_block (workspace_id, contact_id);

-- Two contacts that turned out to be one person, with everything needed to take it back.
create table contact_merge (
  workspace_id  uuid not null,
  id            uuid not null,
  kept_id       uuid not null,
  merged_id     uuid not null,
  cause         text not null check (cause in ('person', 'whatsapp')),
  by_id         uuid references person (id) on delete set null,
  at            timestamptz not null,
  undone_at     timestamptz,
  undone_by     uuid references person (id) on delete set null,
  moved         jsonb not null,                    -- see contacts/merge-record.ts
  primary key (workspace_id, id),
  foreign key (workspace_id, kept_id) references contact (workspace_id, id) on delete cascade,
  foreign key (workspace_id, merged_id) references contact (workspace_id, id) on delete cascade
);
create index contact_merge_kept on contact_merge (workspace_id, kept_id);
create index contact_merge_merged on contact_merge (workspace_id, merged_id);

-- A file of contacts on its way in: uploaded, checked row by row, then written in one transaction.
create table contact_import (
  workspace_id  uuid not null references workspace (id) on delete cascade,
  id            uuid not null,
  file_name     text not null,
  kind          text not null check (kind in ('csv', 'xlsx')),
  file          bytea,                             -- gone once the import is over
  columns       text[] not null,
  sample        jsonb not null,
  mapping       jsonb,
  state         text not null default 'uploaded' check (state in ('uploaded', 'checking', 'checked', 'writing', 'done', 'failed')),
  problem       text,
  total         int not null default 0,
  checked       int not null default 0,
  faulty        int not null default 0,
  added         int not null default 0,
  updated       int not null default 0,
  by_id         uuid references person (id) on delete set null,
  lease_until   timestamptz,
  attempts      int not null default 0,
  created_at    timestamptz not null default now(),
  finished_at   timestamptz,
  primary key (workspace_id, id)
);
create table contact_import_row (
  workspace_id  uuid not null,
  import_id     uuid not null,
  line          int not null,                      -- as a spreadsheet numbers it: the header is line 1
  fields        jsonb not null,                    -- what will be written, or for a faulty row what stood in the file
  fault         text,
  primary key (workspace_id, import_id, line),
  foreign key (workspace_id, import_id) references contact_import (workspace_id, id) on delete cascade
);

-- Search (docs/decisions/0015-search-in-segments.md). Messages are indexed a moment after they are stored, in segments of 4,096: a row per
-- word of a segment holds the places it occurs at. Nothing of it is touched when a message is written.
create table search_progress (
  workspace_id  uuid primary key references workspace (id) on delete cascade,
  seq           bigint not null,                   -- the event log has been read up to here
  rebuilt_to    uuid,                              -- first indexing: messages up to this id are done; null when it is over
  rebuilding    boolean not null default true,
  segment       int not null default 0,            -- the segment being filled
  filled        int not null default 0             -- places taken in it
);
create table search_place (
  workspace_id     uuid not null,
  segment          int not null,
  place            int not null,
  message_id       uuid not null,
  primary key (workspace_id, segment, place)
);
create table search_word (
  workspace_id  uuid not null,
  segment       int not null,
  word          text collate "C" not null,
  places        bytea not null,                    -- two bytes each, high byte first, ascending
  primary key (workspace_id, segment, word)
);

do $$
declare t text;
begin
  foreach t in array array['tag','contact_tag','contact_attribute','consent_entry','contact_block','contact_merge','contact_import','contact_import_row',
                           'search_progress','search_place','search_word'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_workspace on %I using (workspace_id = current_workspace()) with check (workspace_id = current_workspace())', t);
    execute format('grant select, insert, update, delete on %I to recado_app, recado_pipeline', t);
  end loop;
end $$;
revoke update, delete on consent_entry from recado_app, recado_pipeline;
-- The worker looks for imports that are due in all workspaces; what they hold takes entering.
create policy every_import on contact_import for select to recado_pipeline using (true);

-- People from before there was a search column; later ones get theirs from the program (contacts/search-text.ts).
alter table contact no force row level security;
update contact set search = lower(concat_ws(' ', name, profile_name, username, phone));
alter table contact force row level security;
