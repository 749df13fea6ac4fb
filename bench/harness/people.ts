import type pg from 'pg'
import { openDb, openPool } from '../../server/src/platform/database.ts'
import { enterWorkspace } from '../../server/src/platform/scope.ts'
import { addMember } from '../../server/src/team/members.ts'
import { hashPassword } from '../../server/src/team/passwords.ts'
import { createPerson } from '../../server/src/team/people.ts'

const OWNER = { email: 'bia@example.com', password: 'uma senha comprida', workspace: 'Bench' }
/** Settings that make an installation with an owner and a workspace. */
export const OWNER_SETTINGS = { OWNER_EMAIL: OWNER.email, OWNER_PASSWORD: OWNER.password, OWNER_WORKSPACE: OWNER.workspace }

/** @returns the cookie of a session of the workspace's owner */
export function signInOwner(url: string): Promise<string> {
  return signIn(url, OWNER.email)
}

export async function ownWorkspace(db: pg.Client): Promise<string> {
  const { rows } = await db.query<{ id: string }>('select id from workspace where name = $1', [OWNER.workspace])
  const id = rows[0]?.id
  if (id === undefined) throw new Error('the workspace of the bench is missing')
  return id
}

/** Agents of the workspace, each signed in over HTTP. Only their passwords are cheaper to check; the stored hash says so itself. */
export async function signInAgents(url: string, databaseUrl: string, workspaceId: string, count: number): Promise<string[]> {
  const db = openDb(openPool({ connectionString: databaseUrl, max: 1, name: 'bench' }))
  const passwordHash = await hashPassword(OWNER.password, { logN: 4, r: 8, p: 1 })
  const emails = Array.from({ length: count }, (_, i) => `agente${i + 1}@example.com`)
  for (const [i, email] of emails.entries()) {
    await db.transaction().execute(async (tx) => {
      const userId = await createPerson(tx, { name: `Agente ${i + 1}`, email, passwordHash, locale: 'pt-BR', isOperator: false })
      await enterWorkspace(tx, workspaceId)
      await addMember({ db: tx, workspaceId, actor: { kind: 'system', name: 'bench' }, now: new Date() }, userId, 'agent')
    })
  }
  await db.destroy()
  const cookies: string[] = []
  for (const email of emails) cookies.push(await signIn(url, email))
  return cookies
}

async function signIn(url: string, email: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: OWNER.password }),
  })
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0]
  if (answer.status !== 204 || cookie === undefined) throw new Error(`signing in answered ${answer.status} ${await answer.text()}`)
  return cookie
}
