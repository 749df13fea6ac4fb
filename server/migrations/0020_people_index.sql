-- The index that finds people by any part of their names and numbers (docs/decisions/0015-search-in-segments.md). Everybody gets a place,
-- 4,096 to a segment, and a row per three letters of a segment holds the places whose people are written with them.

alter table contact
  add column place int,                            -- in the index; null before it was there
  add column indexed bigint not null default 0;    -- hash of `search` as the index holds it: who differs is looked at one by one
create unique index contact_of_place on contact (workspace_id, place) where place is not null;
create index contact_unindexed on contact (workspace_id, id) where hashtextextended(search, 0) <> indexed;

create table search_person (
  workspace_id  uuid not null references workspace (id) on delete cascade,
  gram          text collate "C" not null,         -- three letters that stand together, or the last one or two of a word
  segment       int not null,
  places        bytea not null,                    -- search/gram-places.ts
  primary key (workspace_id, gram, segment)
);
alter table search_person enable row level security;
alter table search_person force row level security;
create policy own_workspace on search_person using (workspace_id = current_workspace()) with check (workspace_id = current_workspace());
grant select, insert, update, delete on search_person to recado_app, recado_pipeline;

alter table search_progress add column people int not null default 0;  -- places given to people
