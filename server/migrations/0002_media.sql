-- Files in messages: what customers send and what is sent to them.

-- The bytes, stored once per workspace and content. Where they lie is `<workspace>/<key>` in the media store.
create table media_blob (
  workspace_id  uuid not null references workspace (id) on delete cascade,
  key           text not null check (key ~ '^[0-9a-f]{32}$'),
  sha256        text not null,                     -- hexadecimal
  size          bigint not null,
  preview_key   text check (preview_key ~ '^[0-9a-f]{32}$'),  -- a small WebP picture, where one could be made
  width         int,
  height        int,
  duration_ms   int,
  waveform      jsonb,                             -- 64 levels, 0 to 100
  created_at    timestamptz not null default now(),
  primary key (workspace_id, key),
  unique (workspace_id, sha256)
);

-- A file as one message has it. It belongs to that message alone; before an upload is sent, to whoever uploaded it.
create table media (
  workspace_id     uuid not null references workspace (id) on delete cascade,
  id               uuid not null,
  kind             text not null check (kind in ('image', 'video', 'audio', 'document', 'sticker')),
  state            text not null check (state in ('waiting', 'ready', 'failed')),
  conversation_id  uuid,                           -- null: uploaded for no conversation in particular
  message_id       uuid,                           -- null: uploaded, not sent
  uploaded_by      uuid,                           -- person or API key
  meta_id          text,                           -- Meta's id of what a customer sent
  expires_at       timestamptz,                    -- when Meta forgets it
  declared_sha256  text,                           -- hexadecimal, as the webhook said
  mime_type        text not null,                  -- as declared until it is ready, then what the bytes say
  size             bigint,
  file_name        text,
  is_voice         boolean not null default false,
  blob_key         text,
  error            text,
  created_at       timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, message_id),
  foreign key (workspace_id, conversation_id) references conversation (workspace_id, id) on delete cascade,
  foreign key (workspace_id, message_id) references message (workspace_id, id) on delete cascade,
  foreign key (workspace_id, blob_key) references media_blob (workspace_id, key)
);
create index media_shared on media (workspace_id, conversation_id, created_at desc, id desc) where message_id is not null;
create index media_unsent on media (workspace_id, created_at) where message_id is null;
create index media_by_blob on media (workspace_id, blob_key);

-- What is still to be done about a file: fetch it from Meta, or bring it to Meta. Gone when done.
create table media_job (
  workspace_id  uuid not null,
  media_id      uuid not null,
  task          text not null check (task in ('fetch', 'upload')),
  run_at        timestamptz not null default now(),
  expires_at    timestamptz not null,              -- no use after that; the nearest goes first
  attempts      int not null default 0,
  lease_until   timestamptz,
  lease_holder  int,                               -- backend of the holder's lifeline: gone means the holder is
  primary key (workspace_id, media_id, task),
  foreign key (workspace_id, media_id) references media (workspace_id, id) on delete cascade
);
create index media_job_due on media_job (run_at);

-- What Meta already has, so that a file sent to many is uploaded once per number.
create table media_at_meta (
  workspace_id  uuid not null,
  blob_key      text not null,
  mime_type     text not null,
  number_id     uuid not null,
  meta_id       text not null,
  expires_at    timestamptz not null,
  primary key (workspace_id, blob_key, mime_type, number_id),
  foreign key (workspace_id, blob_key) references media_blob (workspace_id, key) on delete cascade,
  foreign key (workspace_id, number_id) references phone_number (workspace_id, id) on delete cascade
);

alter table message add column media jsonb;        -- the file as screens show it, so that reading a thread reads one table
create index message_links on message (workspace_id, conversation_id, sent_at desc, arrival desc, id desc)
  where type = 'text' and text ~* 'https?://';

-- A message with a file is held in the queue, and its conversation with it, until Meta has the file.
alter table outbox add column waits_for_media boolean not null default false;
alter table outbox add column meta_media_id text;

grant select, insert, update, delete on media_blob, media, media_job, media_at_meta to recado_app, recado_pipeline;
do $$
declare t text;
begin
  foreach t in array array['media_blob', 'media', 'media_job', 'media_at_meta'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_workspace on %I using (workspace_id = current_workspace()) with check (workspace_id = current_workspace())', t);
  end loop;
end $$;
create policy every_job on media_job to recado_pipeline using (true) with check (true);
