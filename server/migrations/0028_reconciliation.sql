-- What we know of accounts and numbers is read again from Meta, the longest unread first, whoever's they are.
alter table waba_route
  add column read_due_at   timestamptz not null default now(),
  add column read_failures int not null default 0;    -- in a row: each one waits longer
create index waba_route_due on waba_route (read_due_at);

-- Meta's words, as the last reading found them; null: not read yet, or Meta did not say.
alter table waba
  add column business_id     text,                     -- the portfolio that owns the account
  add column business_name   text,
  add column timezone_id     text,
  add column review_status   text,                     -- APPROVED, PENDING, REJECTED, …
  add column can_send        text,                     -- health_status: AVAILABLE, LIMITED, BLOCKED
  add column is_subscribed   boolean,                  -- our app is among those that get its webhooks
  add column meta_read_at    timestamptz,
  add column meta_problem    text;                     -- why the last reading failed; null: it did not
alter table phone_number
  add column code_verification text,
  add column can_send          text,
  add column health_codes      text[] not null default '{}',  -- Meta's error codes of what stands in the way
  add column webhook_state     text,                   -- webhook-levels.ts: ours, elsewhere, no_address, not_subscribed
  add column blocks_read_at    timestamptz;

alter table number_change drop constraint number_change_what_check;
alter table number_change add constraint number_change_what_check check (what in (
  'status', 'quality', 'limit', 'throughput', 'name', 'name_status', 'name_review', 'phone', 'mode', 'official', 'username',
  'restriction', 'violation', 'standing', 'review', 'sending', 'webhooks'));
