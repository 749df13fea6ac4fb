-- A run of Embedded Signup may grant an account again that is connected already: then no other account will do.
alter table onboarding add column renews uuid;     -- phone_number.id, from whose page somebody came
alter table onboarding add foreign key (workspace_id, renews) references phone_number (workspace_id, id) on delete cascade;
create index onboarding_renews on onboarding (workspace_id, renews) where renews is not null;
