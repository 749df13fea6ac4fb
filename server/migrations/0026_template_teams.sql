-- The teams a template is kept for; empty: everybody's. A team that was removed stays named here, so that its templates do not become
-- everybody's by that.
alter table template add column team_ids uuid[] not null default '{}';
