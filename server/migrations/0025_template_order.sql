-- A list of templates is read in its order and stops where the page ends, instead of sorting all there are.
create index template_in_order on template (workspace_id, name, language, id) where removed_at is null;
