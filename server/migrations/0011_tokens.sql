-- What Meta says of an account's token, as of the last look (server/src/numbers/commands/check-token.ts).
alter table waba
  add column token_scopes     text[] not null default '{}',
  add column token_expires_at timestamptz,           -- null: never, or not known yet
  add column token_checked_at timestamptz;           -- null: not looked at since it was stored
