-- When a contact's change was last announced: whoever read contacts before that and announces something after it reads them again.
alter table event_head add contacts_at timestamptz;
