-- What every open stream waits for after every change: read in one exchange instead of four (begin, enter the workspace, read, commit).
-- Row-level security holds within as everywhere; the workspace is left with the statement.
create function events_after(of_workspace uuid, after bigint, up_to bigint, most int)
  returns table (seq bigint, at timestamptz, concerns_conversation boolean, assignee_id uuid, was_assignee_id uuid, body text)
  language plpgsql as $$
begin
  perform set_config('app.workspace_id', of_workspace::text, true);
  return query
    select e.seq, e.at, e.concerns_conversation, e.assignee_id, e.was_assignee_id, e.body from event e
    where e.workspace_id = of_workspace and e.seq > after and e.seq <= up_to order by e.seq limit most;
end $$;
