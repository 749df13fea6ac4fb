-- What Meta asks of the installation in public: pages about privacy, and what became of a person's request to be forgotten.

-- Who Meta says granted an account's token (debug_token's user_id): finds the tokens of somebody who takes their consent back.
alter table waba add column granted_by text;

-- The operator's facts and own wordings, shown to everybody on /legal. One row.
create table legal (
  id          int primary key default 1 check (id = 1),
  facts       jsonb not null default '{}',           -- packages/contract/src/legal.ts
  updated_at  timestamptz not null default now()
);
insert into legal default values;

-- A page in the operator's own words; without a row, ours filled in with the facts.
create table legal_text (
  page        text not null check (page in ('privacy', 'terms', 'data-deletion')),
  locale      text not null check (locale in ('pt-BR', 'en', 'es')),
  body        text not null,
  updated_at  timestamptz not null default now(),
  primary key (page, locale)
);

-- One request that Meta passed on. Keeps no id of the person: the fingerprint finds a repetition, nothing else.
create table app_user_request (
  id                 uuid primary key,
  kind               text not null check (kind in ('deletion', 'deauthorization')),
  print              text not null unique,           -- keyed fingerprint of kind, app, person and moment of issue
  confirmation_code  text not null unique,
  found              jsonb not null,                 -- what there was, in numbers
  received_at        timestamptz not null default now()
);

grant select, insert, update, delete on legal, legal_text, app_user_request to recado_app, recado_pipeline;
