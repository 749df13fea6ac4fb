/** The first operator and the first workspace: through a one-time link from the console, or from the settings. */
import type { SetupRequest, SetupState } from '@recado/contract/team'
import type { Config } from '../config.ts'
import { Refusal } from '../platform/errors.ts'
import type { Db, Tx } from '../platform/scope.ts'
import { addMember } from './members.ts'
import { hashPassword } from './passwords.ts'
import { createPerson } from './people.ts'
import { openSession, type Visitor } from './sessions.ts'
import { hashSecret, newSecret } from './tokens.ts'
import { createWorkspace, workspacesOf } from './workspaces.ts'

/** A fresh link for the console, or null when somebody has set this installation up. Earlier links stop working. */
export async function mintSetupLink(db: Db, publicUrl: string): Promise<string | null> {
  const token = newSecret()
  const open = await db
    .updateTable('installation')
    .set({ setup_token_hash: hashSecret(token) })
    .where('setup_done_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return open ? `${publicUrl}/setup/${token}` : null
}

export async function readSetup(db: Db, token: string | undefined): Promise<SetupState> {
  const row = await db.selectFrom('installation').select(['setup_done_at', 'setup_token_hash']).executeTakeFirstOrThrow()
  const open = row.setup_done_at === null
  return { open, tokenValid: open && token !== undefined && row.setup_token_hash === hashSecret(token) }
}

/** @returns the token of the operator's first session */
export async function setUp(db: Db, given: SetupRequest, visitor: Visitor): Promise<string> {
  if (!(await readSetup(db, given.token)).tokenValid) throw closed() // so that a made-up token costs no password hashing
  const passwordHash = await hashPassword(given.password)
  return db.transaction().execute(async (tx) => {
    await closeSetup(tx, hashSecret(given.token))
    const userId = await createPerson(tx, { ...given, passwordHash, isOperator: true })
    const workspaceId = await createOwnedWorkspace(tx, userId, { ...given, name: given.workspaceName })
    return openSession(tx, userId, workspaceId, visitor)
  })
}

const closed = () => new Refusal('setup_closed', 'This link was used, or a newer start printed another one')

/** Two who use the link at the same moment queue here for the one row; the second finds it closed. */
async function closeSetup(db: Tx, tokenHash: string): Promise<void> {
  const mine = await db
    .updateTable('installation')
    .set({ setup_done_at: new Date(), setup_token_hash: null })
    .where('setup_done_at', 'is', null)
    .where('setup_token_hash', '=', tokenHash)
    .returning('id')
    .executeTakeFirst()
  if (!mine) throw closed()
}

async function createOwnedWorkspace(db: Tx, userId: string, draft: Parameters<typeof createWorkspace>[1]): Promise<string> {
  const { scope } = await createWorkspace(db, draft, new Date())
  await addMember(scope, userId, 'owner')
  return scope.workspaceId
}

/** OWNER_EMAIL, OWNER_PASSWORD, OWNER_WORKSPACE. Every start may call it: what exists is left as it is, the password too. */
export async function ensureOwner(db: Db, config: Config): Promise<void> {
  const { OWNER_PASSWORD: password, OWNER_WORKSPACE: workspace } = config
  const email = config.OWNER_EMAIL?.toLowerCase()
  if (email === undefined || password === undefined || workspace === undefined) return
  const passwordHash = (await personByEmail(db, email)) === null ? await hashPassword(password) : null
  await db.transaction().execute(async (tx) => {
    await tx.selectFrom('installation').select('id').forUpdate().execute() // several nodes may start at once
    const known = await personByEmail(tx, email)
    const name = email.split('@')[0] ?? email
    const userId = known ?? (await createPerson(tx, { name, email, passwordHash: passwordHash ?? '', locale: 'pt-BR', isOperator: true }))
    await tx
      .updateTable('installation')
      .set({ setup_done_at: new Date(), setup_token_hash: null })
      .where('setup_done_at', 'is', null)
      .execute()
    const mine = await workspacesOf(tx, userId)
    if (mine.some(({ name, role }) => name === workspace && role === 'owner')) return
    await createOwnedWorkspace(tx, userId, { name: workspace, locale: 'pt-BR', timeZone: 'America/Sao_Paulo' })
  })
}

async function personByEmail(db: Db, email: string): Promise<string | null> {
  const row = await db.selectFrom('person').select('id').where('email', '=', email).executeTakeFirst()
  return row?.id ?? null
}
