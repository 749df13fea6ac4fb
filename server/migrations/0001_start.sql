-- Recado's first schema.
--
-- Two group roles stand between this schema and the programs that use it; login roles are made members of
-- them at boot (server/src/platform/roles.ts). Neither owns a table, neither may bypass row-level security.
--   recado_app       what answers people: sees one workspace at a time
--   recado_pipeline  the inbound and outbound workers: also sees the raw deliveries and every outbox row,
--                    but still one workspace at a time of everything else

-- Whose data a transaction may see. A reverted setting is an empty string, not unset, hence nullif.
create function current_workspace() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.workspace_id', true), '')::uuid $$;
create function current_person() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.user_id', true), '')::uuid $$;

------------------------------------------------------------------------------------------------
-- The installation: people, sessions, Meta apps. Not owned by a workspace.
------------------------------------------------------------------------------------------------
create table installation (
  id                int primary key default 1 check (id = 1),
  setup_token_hash  text,                          -- sha-256 of the one-time link's token, null once used
  setup_done_at     timestamptz,
  created_at        timestamptz not null default now()
);
insert into installation default values;

-- People and how they get in (docs/decisions/0010-sessions-of-our-own.md).
create table person (
  id              uuid primary key,
  name            text not null,
  email           text not null unique,            -- lower case
  email_verified  boolean not null default false,
  image           text,
  locale          text not null default 'pt-BR' check (locale in ('pt-BR', 'en', 'es')),
  is_operator     boolean not null default false,  -- runs the installation, outside every workspace
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now()
);
create table session (
  id                   uuid primary key,
  token                text not null unique,          -- sha-256 of what the cookie holds
  user_id              uuid not null references person (id) on delete cascade,
  active_workspace_id  uuid,                       -- the one place a browser's workspace comes from
  expires_at           timestamptz not null,
  ip_address           text,
  user_agent           text,
  created_at           timestamptz not null default now(),
  updated_at           timestamptz not null default now()
);
create index session_by_person on session (user_id);
create table account (
  id                        uuid primary key,
  account_id                text not null,
  provider_id               text not null,
  user_id                   uuid not null references person (id) on delete cascade,
  access_token              text,
  refresh_token             text,
  id_token                  text,
  access_token_expires_at   timestamptz,
  refresh_token_expires_at  timestamptz,
  scope                     text,
  password                  text,
  created_at                timestamptz not null default now(),
  updated_at                timestamptz not null default now()
);
create index account_by_person on account (user_id);
create table verification (
  id          uuid primary key,
  identifier  text not null,
  value       text not null,
  expires_at  timestamptz not null,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now()
);
create table rate_limit (id text primary key, key text, count int not null default 0, last_request bigint not null default 0);

-- Data keys, each wrapped by the installation's key. workspace_id is null for the installation's own.
create table data_key (
  id            uuid primary key,
  workspace_id  uuid,
  wrapped       text not null,
  created_at    timestamptz not null default now()
);
create unique index data_key_one on data_key (coalesce(workspace_id, '00000000-0000-0000-0000-000000000000'));

-- A Meta app whose webhooks we accept. A delivery is only believed for numbers connected through the app that signed it.
create table meta_app (
  id                 int generated always as identity primary key,
  meta_app_id        text,                         -- null when only its secret is known
  kind               text not null check (kind in ('installation', 'sandbox', 'workspace')),
  workspace_id       uuid,                         -- set for kind 'workspace'
  secret             text not null,                -- ciphertext
  secret_print       text not null unique,         -- keyed fingerprint, so that one secret is one row
  verify_token       text not null,                -- ciphertext
  created_at         timestamptz not null default now(),
  retired_at         timestamptz
);

------------------------------------------------------------------------------------------------
-- Workspaces: one per client company. Everything below is owned by one and keyed by it first.
------------------------------------------------------------------------------------------------
create table workspace (
  id            uuid primary key,
  name          text not null,
  locale        text not null default 'pt-BR' check (locale in ('pt-BR', 'en', 'es')),
  time_zone     text not null default 'America/Sao_Paulo',
  mark_read     text not null default 'on_open' check (mark_read in ('on_open', 'on_reply', 'never')),
  show_typing   boolean not null default true,     -- tell the customer when an agent types
  agents_see    text not null default 'all' check (agents_see in ('all', 'own')),  -- 'own': theirs and the unassigned
  created_at    timestamptz not null default now()
);

create table membership (
  workspace_id  uuid not null references workspace (id) on delete cascade,
  user_id       uuid not null references person (id) on delete cascade,
  role          text not null check (role in ('owner', 'admin', 'supervisor', 'agent')),
  created_at    timestamptz not null default now(),
  primary key (workspace_id, user_id)
);
create index membership_user on membership (user_id);

create table invitation (
  workspace_id  uuid not null references workspace (id) on delete cascade,
  id            uuid not null,
  email         text,                              -- bound to this address when given
  role          text not null check (role in ('owner', 'admin', 'supervisor', 'agent')),
  token_hash    text not null,
  invited_by    uuid references person (id) on delete set null,
  expires_at    timestamptz not null,
  accepted_at   timestamptz,
  accepted_by   uuid references person (id) on delete set null,
  created_at    timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, token_hash)
);

create table api_key (
  workspace_id  uuid not null references workspace (id) on delete cascade,
  id            uuid not null,
  name          text not null,
  hint          text not null,                     -- last four characters, to recognise it
  key_hash      text not null,
  scopes        text[] not null,
  created_by    uuid references person (id) on delete set null,
  created_at    timestamptz not null default now(),
  last_used_at  timestamptz,
  revoked_at    timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, key_hash)
);

-- The answer to a POST that carried an Idempotency-Key, kept 24 hours.
create table idempotent_answer (
  workspace_id  uuid not null references workspace (id) on delete cascade,
  key           text not null,
  request_hash  text not null,
  status        int,                               -- null while the first request is still at work; 0: done, answer not kept
  body          text,
  created_at    timestamptz not null default now(),
  primary key (workspace_id, key)
);
create index idempotent_answer_age on idempotent_answer (workspace_id, created_at);

------------------------------------------------------------------------------------------------
-- WhatsApp accounts and numbers
------------------------------------------------------------------------------------------------
create table waba (
  workspace_id    uuid not null references workspace (id) on delete cascade,
  id              uuid not null,
  waba_id         text not null,                   -- Meta's id
  name            text not null,
  kind            text not null check (kind in ('meta', 'sandbox')),
  app_id          int not null references meta_app (id),
  graph_url       text,                            -- null: the installation's Graph host (or the sandbox, by kind)
  token           text not null,                   -- ciphertext, AAD waba|token|workspace|id
  token_hint      text not null,                   -- last four characters
  token_state     text not null default 'ok' check (token_state in ('ok', 'expired', 'revoked')),
  currency        text,
  templates_synced_at timestamptz,
  created_at      timestamptz not null default now(),
  disconnected_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, waba_id)
);

create table phone_number (
  workspace_id          uuid not null,
  id                    uuid not null,
  waba                  uuid not null,
  phone_number_id       text not null,             -- Meta's id
  display_phone_number  text not null,
  verified_name         text,
  status                text,                      -- Meta's word: CONNECTED, PENDING, ...
  quality_rating        text,
  throughput_level      text,                      -- STANDARD 80/s, HIGH 1,000/s
  messaging_limit       text,
  is_coexistence        boolean not null default false,  -- fixed 20/s
  paused_until          timestamptz,               -- sending is held until then; the queue is kept
  paused_because        text,
  meta_read_at          timestamptz,
  created_at            timestamptz not null default now(),
  disconnected_at       timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, phone_number_id),
  foreign key (workspace_id, waba) references waba (workspace_id, id) on delete cascade
);

-- Which workspace a webhook belongs to. The only tables that lead from Meta's ids to a workspace; ids and nothing else.
create table number_route (
  phone_number_id  text primary key,
  workspace_id     uuid not null,
  number_id        uuid not null,
  app_id           int not null references meta_app (id)
);
create table waba_route (
  waba_id       text primary key,
  workspace_id  uuid not null,
  app_id        int not null references meta_app (id)
);

create table template (
  workspace_id      uuid not null,
  id                uuid not null,
  waba              uuid not null,
  meta_template_id  text not null,
  name              text not null,
  language          text not null,
  category          text not null,
  status            text not null,
  parameter_format  text not null default 'POSITIONAL',
  components        jsonb not null,                -- Meta's own
  rejected_reason   text,
  quality           text,
  synced_at         timestamptz not null,
  removed_at        timestamptz,                   -- no longer at Meta
  primary key (workspace_id, id),
  unique (workspace_id, waba, name, language),
  foreign key (workspace_id, waba) references waba (workspace_id, id) on delete cascade
);

------------------------------------------------------------------------------------------------
-- People who write, conversations, messages
------------------------------------------------------------------------------------------------
create table contact (
  workspace_id  uuid not null references workspace (id) on delete cascade,
  id            uuid not null,
  name          text,                              -- ours, wins over the profile name
  profile_name  text,
  username      text,
  phone         text,                              -- digits of the wa_id Meta last used; null when hidden
  bsuid         text,                              -- last seen; sends use it when there is no phone
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  primary key (workspace_id, id)
);
create index contact_recent on contact (workspace_id, created_at desc, id desc);

-- Every name Meta knows a person by. phone values are canonical (see contacts/phone-key.ts), so the Brazilian
-- ninth digit does not make two people.
create table contact_identity (
  workspace_id  uuid not null,
  kind          text not null check (kind in ('phone', 'bsuid', 'parent_bsuid')),
  value         text not null,
  contact_id    uuid not null,
  primary key (workspace_id, kind, value),
  foreign key (workspace_id, contact_id) references contact (workspace_id, id) on delete cascade
);
create index contact_identity_contact on contact_identity (workspace_id, contact_id);

create table conversation (
  workspace_id       uuid not null,
  id                 uuid not null,
  number_id          uuid not null,
  contact_id         uuid not null,
  status             text not null default 'pending' check (status in ('pending', 'open', 'closed')),
  assignee_id        uuid references person (id) on delete set null,
  window_expires_at  timestamptz,                  -- 24 h after the customer last wrote
  unread_count       int not null default 0,
  waiting_since      timestamptz,                  -- the customer's first unanswered message
  last_message_at    timestamptz not null,         -- sort key of the list, with id
  last_message_arrival bigint not null default 0,  -- breaks ties among messages of one second
  last_message       jsonb,                        -- what the card shows of it
  last_inbound_wamid text,                         -- what a read receipt or typing indicator refers to
  read_reported_wamid text,                        -- the last one reported as read to Meta
  created_at         timestamptz not null default now(),
  closed_at          timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, number_id, contact_id),
  foreign key (workspace_id, number_id) references phone_number (workspace_id, id) on delete cascade,
  foreign key (workspace_id, contact_id) references contact (workspace_id, id)
);
create index conversation_recent on conversation (workspace_id, last_message_at desc, id desc);
create index conversation_by_status on conversation (workspace_id, status, last_message_at desc, id desc);
create index conversation_mine on conversation (workspace_id, assignee_id, last_message_at desc, id desc) where assignee_id is not null;
create index conversation_waiting on conversation (workspace_id, waiting_since, id) where waiting_since is not null;
create index conversation_contact on conversation (workspace_id, contact_id);

-- Order of arrival, shared by inbound deliveries and outbound messages, so that both sort on one line.
create sequence arrival_seq;

create table message (
  workspace_id     uuid not null,
  id               uuid not null,
  conversation_id  uuid not null,
  direction        text not null check (direction in ('in', 'out')),
  type             text not null,                  -- Meta's word, or 'unreadable'
  content          jsonb not null,                 -- the object Meta puts under the type's name
  text             text not null,                  -- what a person reads of it in one line; searched
  sent_at          timestamptz not null,           -- whole seconds: Meta's time inbound, ours outbound
  arrival          bigint not null,                -- breaks ties; from arrival_seq (delivery * 4096 + place, see inbound)
  wamid            text,
  context_wamid    text,                           -- the message it quotes or reacts to
  client_id        uuid,                           -- made by the sender, so that a retried POST is one message
  author_id        uuid references person (id) on delete set null,
  api_key_id       uuid,
  origin           text not null default 'customer' check (origin in ('customer', 'inbox', 'api', 'phone')),
  status           text check (status in ('queued', 'sending', 'accepted', 'sent', 'delivered', 'read', 'played', 'failed', 'unknown')),
  status_times     jsonb not null default '{}',    -- first time each status was reported, unix seconds
  error            jsonb,                          -- {code, title, details, at}: kept as a note when a later report proves delivery
  pricing          jsonb,
  raw              jsonb,                          -- the whole item, for kinds and fields we do not show
  created_at       timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, wamid),
  unique (workspace_id, conversation_id, client_id),
  foreign key (workspace_id, conversation_id) references conversation (workspace_id, id) on delete cascade
);
create index message_history on message (workspace_id, conversation_id, sent_at desc, arrival desc, id desc);

-- A status report that came before we knew its message, or for one another app sent. Joined when the message is known.
create table waiting_status (
  workspace_id  uuid not null references workspace (id) on delete cascade,
  wamid         text not null,
  status        text not null,
  report        jsonb not null,
  received_at   timestamptz not null default now(),
  primary key (workspace_id, wamid, status)
);

------------------------------------------------------------------------------------------------
-- Pipeline 1, Meta → us: raw deliveries. One row is one group commit: the bodies of the webhook calls that were
-- answered together, end to end in one value. Delivery number n of batch b is (b, n).
------------------------------------------------------------------------------------------------
create table delivery_batch (
  id           bigint primary key default nextval('arrival_seq'),
  received_at  timestamptz not null default now(),
  body         bytea not null,                     -- exact bytes, concatenated
  lengths      int[] not null,                     -- bytes of each delivery
  apps         int[] not null,                     -- meta_app that signed each delivery
  attempts     int not null default 0,             -- counted and committed before the work
  lease_until  timestamptz,
  lease_holder int,                                -- backend of the holder's lifeline: gone means the holder is
  done_at      timestamptz
);
alter table delivery_batch alter column body set storage external;  -- compressing costs more than it saves here
create index delivery_batch_due on delivery_batch (id) where done_at is null;
create index delivery_batch_time on delivery_batch (received_at);

-- Deliveries taken out of their batch because they failed. dead_at set: given up, shown to the operator, raw kept.
create table delivery_failure (
  batch_id     bigint not null references delivery_batch (id) on delete cascade,
  place        int not null,
  attempts     int not null,
  run_at       timestamptz not null default now(),
  lease_until  timestamptz,
  lease_holder int,
  code         text not null,
  error        text not null,
  dead_at      timestamptz,
  created_at   timestamptz not null default now(),
  primary key (batch_id, place)
);
create index delivery_failure_due on delivery_failure (run_at) where dead_at is null;

------------------------------------------------------------------------------------------------
-- Pipeline 2, us → Meta: one row per message still to be sent. Gone when settled.
------------------------------------------------------------------------------------------------
create table outbox (
  workspace_id        uuid not null,
  id                  bigint generated always as identity,  -- the order of a conversation
  number_id           uuid not null,
  conversation_id     uuid not null,
  message_id          uuid not null,
  lane                smallint not null default 0,  -- 0 a person's reply, 5 API, 9 bulk
  enqueued_at         timestamptz not null default now(),
  run_at              timestamptz not null default now(),
  attempts            int not null default 0,
  attempt_id          uuid,                         -- set and committed before the call: from here on it may have been sent
  attempt_started_at  timestamptz,
  attempt_holder      int,                          -- backend of the caller's lifeline: gone means nobody will say how it ended
  primary key (id),
  unique (workspace_id, message_id),
  foreign key (workspace_id, message_id) references message (workspace_id, id) on delete cascade
);
create index outbox_due on outbox (number_id, lane, run_at, id) where attempt_id is null;
create index outbox_conversation on outbox (conversation_id, id);
create index outbox_calling on outbox (attempt_started_at) where attempt_id is not null;

-- Which process speaks for a number and paces it in its memory. Whoever takes over keeps silent for one throughput window first, so
-- the limit holds without shared state. Losing a lane costs seconds of silence, never a double send: that is the attempt's business.
create table number_lane (
  number_id    uuid primary key,
  owner        uuid not null,                       -- made by a process when it starts
  lease_until  timestamptz not null,
  holder       int                                  -- backend of the owner's lifeline
);

------------------------------------------------------------------------------------------------
-- Pipeline 3, us → agents: what changed, numbered without gaps per workspace.
------------------------------------------------------------------------------------------------
create table event_head (workspace_id uuid primary key references workspace (id) on delete cascade, seq bigint not null);
create table event (
  workspace_id   uuid not null,
  seq            bigint not null,
  at             timestamptz not null default now(),
  type           text not null,
  assignee_id    uuid,                             -- who the conversation belongs to after the change, and
  was_assignee_id uuid,                            -- before it: what an agent limited to their own may see
  concerns_conversation boolean not null default false,
  body           text not null,                    -- JSON, sent as it stands
  primary key (workspace_id, seq)
);
create index event_time on event (at);

------------------------------------------------------------------------------------------------
-- Who may touch what
------------------------------------------------------------------------------------------------
do $$
begin
  if not exists (select from pg_roles where rolname = 'recado_app') then create role recado_app nologin; end if;
  if not exists (select from pg_roles where rolname = 'recado_pipeline') then create role recado_pipeline nologin; end if;
end $$;
grant usage on schema public to recado_app, recado_pipeline;
grant execute on all functions in schema public to recado_app, recado_pipeline;
grant usage on all sequences in schema public to recado_app, recado_pipeline;
grant select, insert, update, delete on all tables in schema public to recado_pipeline;
grant select, insert, update, delete on all tables in schema public to recado_app;
revoke all on delivery_batch, delivery_failure, number_lane from recado_app;
revoke update on outbox from recado_app;

do $$
declare t text;
begin
  foreach t in array array['membership','invitation','api_key','idempotent_answer','waba','phone_number','template','contact',
                           'contact_identity','conversation','message','waiting_status','outbox','event_head','event'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_workspace on %I using (workspace_id = current_workspace()) with check (workspace_id = current_workspace())', t);
  end loop;
end $$;
alter table workspace enable row level security;
alter table workspace force row level security;
-- A person sees the workspaces they belong to; an operator creates workspaces but does not read into them.
create policy own_workspace on workspace using (id = current_workspace()) with check (id = current_workspace());
create policy my_workspaces on workspace for select using (exists (select from membership m where m.workspace_id = id and m.user_id = current_person()));
create policy my_memberships on membership for select using (user_id = current_person());
create policy every_job on outbox to recado_pipeline using (true) with check (true);
-- Workers and the command line visit each workspace in turn, so they may know which there are; what is inside takes entering.
create policy every_workspace on workspace for select to recado_pipeline using (true);
