-- The road to Tech Provider: what is known of it, on each of its two grounds (at Meta, and rehearsed in the sandbox).
-- The installation's own, no workspace's; who runs the installation may read and change it.
create table road (
  ground             text primary key check (ground in ('meta', 'sandbox')),
  settings           jsonb not null default '{}',    -- packages/contract/src/road.ts · roadSettings
  reviewer_password  text,                           -- ciphertext
  checked_at         timestamptz,
  updated_at         timestamptz not null default now()
);

-- What a check found, the latest; and every change of it.
create table road_finding (
  ground  text not null references road (ground) on delete cascade,
  item    text not null,
  state   text not null check (state in ('passed', 'failed', 'unknown')),
  code    text not null,
  facts   jsonb not null,
  at      timestamptz not null,
  primary key (ground, item)
);
create table road_history (
  id      bigint generated always as identity primary key,
  ground  text not null references road (ground) on delete cascade,
  item    text not null,
  state   text not null check (state in ('passed', 'failed', 'unknown')),
  code    text not null,
  facts   jsonb not null,
  at      timestamptz not null
);
create index road_history_item on road_history (ground, item, id desc);

-- What a person says of an item that no software can see.
create table road_mark (
  ground  text not null references road (ground) on delete cascade,
  item    text not null,
  done    boolean not null,
  note    text not null,
  by      text not null,                             -- the person's name then
  at      timestamptz not null,
  primary key (ground, item)
);

-- Evidence and videos. In the database, in pieces: they are few, and a backup has them.
create table road_file (
  id          uuid primary key,
  ground      text not null references road (ground) on delete cascade,
  item        text not null,
  name        text not null,
  mime_type   text not null,
  size        bigint not null,
  video       jsonb,                                 -- {width, height, seconds} as its container says
  is_whole    boolean not null default false,        -- every piece has come
  created_at  timestamptz not null default now()
);
create index road_file_item on road_file (ground, item);
create table road_file_piece (
  file   uuid not null references road_file (id) on delete cascade,
  place  int not null,
  bytes  bytea not null,
  primary key (file, place)
);
alter table road_file_piece alter column bytes set storage external;

-- A permission's description. `draft` is what was last made from the facts, to see whether a person has touched it since.
create table road_text (
  ground      text not null references road (ground) on delete cascade,
  permission  text not null check (permission in ('whatsapp_business_messaging', 'whatsapp_business_management')),
  locale      text not null check (locale in ('en', 'pt-BR')),
  body        text not null,
  draft       text not null,
  updated_at  timestamptz not null default now(),
  primary key (ground, permission, locale)
);

-- Calls made on purpose, one per permission: Meta wants a successful one within 30 days.
create table road_call (
  ground      text not null references road (ground) on delete cascade,
  permission  text not null check (permission in ('whatsapp_business_messaging', 'whatsapp_business_management')),
  at          timestamptz not null,
  primary key (ground, permission)
);

-- A rehearsal or a recording: scenes tick themselves from what happened since.
create table road_rehearsal (
  ground        text not null references road (ground) on delete cascade,
  permission    text not null check (permission in ('whatsapp_business_messaging', 'whatsapp_business_management')),
  workspace_id  uuid,
  started_at    timestamptz not null,
  said          text[] not null default '{}',        -- scenes that only a person sees
  ended_at      timestamptz,
  scenes        jsonb,                               -- the ticks when it ended
  primary key (ground, permission)
);

-- What was handed to Meta, what Meta said, and what was mended.
create table road_submission (
  id            uuid primary key,
  ground        text not null references road (ground) on delete cascade,
  submitted_at  timestamptz not null,
  note          text not null,
  outcome       text not null check (outcome in ('waiting', 'approved', 'rejected')),
  answered_at   timestamptz,
  answer        text not null default '',
  reasons       text[] not null default '{}',
  mended        text[] not null default '{}'
);

do $$
declare t text;
begin
  foreach t in array array['road','road_finding','road_history','road_mark','road_file','road_file_piece','road_text','road_call',
                           'road_rehearsal','road_submission'] loop
    execute format('grant select, insert, update, delete on %I to recado_app, recado_pipeline', t);
  end loop;
end $$;
