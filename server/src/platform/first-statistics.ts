import type pg from 'pg'

/**
 * What the planner is told about a database nobody has written into yet.
 *
 * Without figures PostgreSQL takes `workspace_id = …` for a condition that leaves one row, so any index that begins with the workspace
 * looks as good as a table's own key. It then reads a whole workspace for every row it checks or joins, and keeps such plans, until its
 * own statistics catch up a minute or more later: in that time storing messages was ten times slower and getting slower. So a few
 * rows are written, measured and taken away again. Their workspaces differ, so that no single one is learnt by heart, and the column is
 * declared to hold one value: planning always expects the workspace to be the only one there, which is also the safe side later.
 */
const ROWS = 40 // fewer than make autovacuum look at an empty table again once they are deleted

const TABLES = ['contact', 'contact_identity', 'conversation', 'message', 'outbox', 'event'] as const

/** Does nothing where there are figures, or people. @param client connected as the owner */
export async function giveFirstStatistics(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ due: boolean }>(
    "select reltuples <= 0 and not exists (select 1 from person) as due from pg_class where oid = 'public.message'::regclass",
  )
  if (rows[0]?.due !== true) return
  await client.query('begin')
  try {
    for (const table of TABLES) await client.query(`alter table ${table} alter column workspace_id set (n_distinct = 1)`)
    await client.query(SAMPLE)
    await client.query(`analyze ${TABLES.join(', ')}`)
    await client.query(AWAY)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** An owner that is no superuser sees only the workspace it has entered. */
const inEachWorkspace = (work: string) => `
  do $$
  declare w uuid; n int; at timestamptz;
  begin
    for n in 1..${ROWS} loop
      w := ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid;
      at := now() - make_interval(mins => n);
      perform set_config('app.workspace_id', w::text, true);
      ${work}
    end loop;
    perform set_config('app.workspace_id', '', true);
  end $$`

// Ids need only differ from row to row, so the workspace's serves for everything in it.
const SAMPLE = `
  insert into meta_app (id, kind, secret, secret_print, verify_token) overriding system value values (0, 'installation', '', '', '');
  ${inEachWorkspace(`
      insert into workspace (id, name) values (w, '');
      insert into waba (workspace_id, id, waba_id, name, kind, app_id, token, token_hint) values (w, w, n, '', 'meta', 0, '', '');
      insert into phone_number (workspace_id, id, waba, phone_number_id, display_phone_number) values (w, w, w, n, '');
      insert into contact (workspace_id, id, phone, created_at) values (w, w, n, at);
      insert into contact_identity (workspace_id, kind, value, contact_id) values (w, 'phone', n, w);
      insert into conversation (workspace_id, id, number_id, contact_id, last_message_at) values (w, w, w, w, at);
      insert into message (workspace_id, id, conversation_id, direction, type, content, text, sent_at, arrival, wamid)
        values (w, w, w, 'in', 'text', '{}', '', at, n, n);
      insert into outbox (workspace_id, number_id, conversation_id, message_id) values (w, w, w, w);
      insert into event (workspace_id, seq, type, body) values (w, n, '', '{}');`)}`

/** In an order in which they can be taken away again. */
const WRITTEN = ['event', 'outbox', 'message', 'conversation', 'contact_identity', 'contact', 'phone_number', 'waba']

// By name, not by what the role may see: a superuser sees, and would take away, what others have written.
const AWAY = `
  ${inEachWorkspace(`
      ${WRITTEN.map((table) => `delete from ${table} where workspace_id = w;`).join(' ')}
      delete from workspace where id = w;`)};
  delete from meta_app where id = 0`
