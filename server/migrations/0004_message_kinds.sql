-- What WhatsApp says of a message besides its content, and what its author did to it later.
alter table message
  add column marks      jsonb,        -- forwarded, the ad it came from, the product it asks about, the group, Meta's errors; null for most
  add column edited_at  timestamptz,
  add column revoked_at timestamptz;  -- its author took it back: content and text are gone

-- Edits and deletions wait here for a message that comes after them.
create index message_amendment on message (workspace_id, context_wamid) where type in ('edit', 'revoke');
