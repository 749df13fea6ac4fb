-- A template may carry several files: its header's, or one on each card of a carousel.
alter table media drop constraint media_workspace_id_message_id_key;
create index media_of_message on media (workspace_id, message_id) where message_id is not null;
-- Meta's ids of the files inside a template, by ours. A message that is a file itself has meta_media_id.
alter table outbox add column meta_media_ids jsonb;
