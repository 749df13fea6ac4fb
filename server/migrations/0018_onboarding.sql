-- Embedded Signup: each run with its steps, and the links with which people outside start one.

create table signup_link (
  workspace_id  uuid not null references workspace (id) on delete cascade,
  id            uuid not null,
  token_hash    text not null,
  ground        text not null check (ground in ('meta', 'sandbox')),
  mode          text not null check (mode in ('cloud', 'coexistence')),
  created_by    uuid references person (id) on delete set null,
  created_at    timestamptz not null default now(),
  expires_at    timestamptz not null,
  used_at       timestamptz,                       -- a number was connected with it: it opens nothing any more
  withdrawn_at  timestamptz,
  primary key (workspace_id, id)
);
create unique index signup_link_token on signup_link (workspace_id, token_hash);

create table onboarding (
  workspace_id  uuid not null references workspace (id) on delete cascade,
  id            uuid not null,
  ground        text not null check (ground in ('meta', 'sandbox')),
  mode          text not null check (mode in ('cloud', 'coexistence')),
  link_id       uuid,
  started_by    uuid references person (id) on delete set null,
  state         text not null check (state in ('running', 'failed', 'done', 'cancelled')),
  problem       text,
  facts         jsonb not null default '{}',
  claimed       jsonb not null,                    -- ids as the browser told them: never trusted
  app_id        int not null references meta_app (id),
  token         text not null default '',          -- ciphertext; emptied when the run ends, the account has its own copy
  waba_id       text,                              -- Meta's, once Meta confirmed it
  account_name  text,
  phone_number_ids text[] not null default '{}',   -- Meta's, once Meta confirmed them
  attempts      int not null default 0,            -- of the present step
  due_at        timestamptz not null default now(),
  lease_until   timestamptz,
  created_at    timestamptz not null default now(),
  finished_at   timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, link_id) references signup_link (workspace_id, id) on delete set null (link_id)
);
create index onboarding_newest on onboarding (workspace_id, created_at desc);
create index onboarding_of_link on onboarding (workspace_id, link_id) where link_id is not null;
create index onboarding_due on onboarding (due_at) where state = 'running';

create table onboarding_step (
  workspace_id   uuid not null,
  onboarding_id  uuid not null,
  step           text not null,
  state          text not null check (state in ('running', 'retrying', 'done', 'skipped', 'failed')),
  problem        text,
  facts          jsonb not null default '{}',
  at             timestamptz not null,
  primary key (workspace_id, onboarding_id, step),
  foreign key (workspace_id, onboarding_id) references onboarding (workspace_id, id) on delete cascade
);

-- The number's two-step PIN, where we set it or were told it; ciphertext.
alter table phone_number add column pin text not null default '';

do $$
declare t text;
begin
  foreach t in array array['signup_link', 'onboarding', 'onboarding_step'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_workspace on %I using (workspace_id = current_workspace()) with check (workspace_id = current_workspace())', t);
    execute format('grant select, insert, update, delete on %I to recado_app, recado_pipeline', t);
  end loop;
end $$;
-- The worker looks for runs that are due in all workspaces; what they hold takes entering.
create policy every_onboarding on onboarding for select to recado_pipeline using (true);
