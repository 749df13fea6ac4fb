/**
 * Row-level security only holds for a role that is neither superuser, BYPASSRLS nor owner. So the owner's login migrates and then makes
 * two lesser logins, one per group role of the schema; everything at run time uses those, and each is checked before it is trusted.
 */
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import pg from 'pg'
import { StartRefusal } from './start-refusal.ts'

export interface Login {
  /** The role that connects. */
  readonly name: string
  readonly password: string
  /** The role of the schema whose rights it has. */
  readonly group: 'recado_app' | 'recado_pipeline'
}

/** What PostgreSQL stores for a password. Computed here so that no statement, and so no server log, ever carries the password. */
function scramVerifier(password: string): string {
  const salt = randomBytes(16)
  const salted = pbkdf2Sync(password, salt, 4096, 32, 'sha256')
  const key = (word: string) => createHmac('sha256', salted).update(word).digest()
  const stored = createHash('sha256').update(key('Client Key')).digest('base64')
  return `SCRAM-SHA-256$4096:${salt.toString('base64')}$${stored}:${key('Server Key').toString('base64')}`
}

/** Creates the logins or sets their passwords. @param client the owner, with CREATEROLE or superuser */
export async function ensureLogins(client: pg.ClientBase, logins: readonly Login[]): Promise<void> {
  const { rows } = await client.query<{ database: string }>('select current_database() as database')
  const database = pg.escapeIdentifier(rows[0]?.database ?? '')
  try {
    await client.query('begin')
    await client.query("select pg_advisory_xact_lock(hashtext('recado logins'))") // several nodes may start at once
    for (const { name, password, group } of logins) {
      const existing = await client.query('select from pg_roles where rolname = $1', [name])
      const role = pg.escapeIdentifier(name)
      await client.query(
        `${existing.rowCount === 0 ? 'create' : 'alter'} role ${role} login password ${pg.escapeLiteral(scramVerifier(password))}`,
      )
      await client.query(`grant ${group} to ${role}`)
      await client.query(`grant connect on database ${database} to ${role}`)
    }
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback')
    if (!(cause instanceof pg.DatabaseError) || cause.code !== INSUFFICIENT_PRIVILEGE) throw cause
    throw new StartRefusal(
      `The user of DATABASE_URL may not create Recado's two login roles (${cause.message}): give it CREATEROLE, or connect as a superuser.`,
    )
  }
}

export const INSUFFICIENT_PRIVILEGE = '42501'

/** Everything this login could act as, itself included, and what makes each too powerful. */
const POWERS = `
  select r.rolname as role, case
    when r.rolsuper then 'is a superuser'
    when r.rolbypassrls then 'bypasses row-level security'
    when r.rolcreaterole then 'may create roles'
    when r.rolname in ('pg_execute_server_program', 'pg_write_server_files', 'pg_read_server_files') then 'reaches outside the database'
    when exists (select from pg_database d where d.datdba = r.oid and d.datname = current_database()) then 'owns the database'
    when exists (select from pg_namespace n where n.nspowner = r.oid) then 'owns a schema'
    when exists (select from pg_class c where c.relowner = r.oid) then 'owns a table'
  end as power
  from pg_roles r where pg_has_role(current_user, r.oid, 'member')
  order by r.rolname <> current_user`

/** Refuses a login that row-level security would not bind. @param client connected as the login that is to be trusted */
export async function refuseTooPowerful(client: pg.ClientBase | pg.Pool): Promise<void> {
  const { rows } = await client.query<{ role: string; power: string | null }>(POWERS)
  const who = await client.query<{ name: string }>('select current_user as name')
  for (const { role, power } of rows) {
    if (power === null) continue
    const name = who.rows[0]?.name ?? ''
    const how = role === name ? power : `may act as "${role}", which ${power}`
    throw new StartRefusal(
      `The database role "${name}" ${how}, so one workspace could read another's data: take that right away from it and start again.`,
    )
  }
}
