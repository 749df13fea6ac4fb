-- Teams of a workspace, and whose line a conversation waits in. What a person may see does not depend on it.
create table team (
  workspace_id  uuid not null references workspace (id) on delete cascade,
  id            uuid not null,
  name          text not null check (char_length(name) between 1 and 40),
  folded        text not null,                     -- name without case and accents: unique
  color         text not null check (color in ('blue', 'pink', 'ochre', 'teal', 'slate', 'brown', 'olive', 'indigo')),
  created_at    timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, folded)
);

create table team_member (
  workspace_id  uuid not null,
  team_id       uuid not null,
  user_id       uuid not null,
  primary key (workspace_id, team_id, user_id),
  foreign key (workspace_id, team_id) references team (workspace_id, id) on delete cascade,
  foreign key (workspace_id, user_id) references membership (workspace_id, user_id) on delete cascade
);
create index team_member_person on team_member (workspace_id, user_id);

alter table conversation
  add column team_id uuid,
  add foreign key (workspace_id, team_id) references team (workspace_id, id) on delete set null (team_id);
create index conversation_team on conversation (workspace_id, team_id, last_message_at desc, id desc) where team_id is not null;

-- Where conversations with this number go when they open.
alter table phone_number
  add column default_team_id uuid,
  add foreign key (workspace_id, default_team_id) references team (workspace_id, id) on delete set null (default_team_id);

do $$
declare t text;
begin
  foreach t in array array['team','team_member'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_workspace on %I using (workspace_id = (select current_workspace())) with check (workspace_id = (select current_workspace()))', t);
    execute format('grant select, insert, update, delete on %I to recado_app, recado_pipeline', t);
  end loop;
end $$;
