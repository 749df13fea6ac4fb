import { Refusal } from '../platform/errors.ts'
import { type Db, enterPerson } from '../platform/scope.ts'
import { announceAccessChange } from './announce.ts'
import { brakeOnAccount, brakeOnAddress, forgiveAttempts, takeAttempt } from './attempts.ts'
import { hashPassword, passwordMatches } from './passwords.ts'
import { findPasswordOf } from './people.ts'
import { closeSession, closeSessionsOf, type OpenSession, openSession, type Visitor } from './sessions.ts'

export interface Credentials {
  readonly email: string
  readonly password: string
}

/** @returns the token of a new session. @param before the token the browser came with: signing in always changes it */
export async function signIn(db: Db, given: Credentials, visitor: Visitor, before: string | undefined): Promise<string> {
  const [account, address] = [brakeOnAccount(given.email, visitor.ip), brakeOnAddress(visitor.ip)]
  await takeAttempt(db, address, Date.now())
  await takeAttempt(db, account, Date.now())
  const known = await findPasswordOf(db, given.email)
  const matches = await passwordMatches(given.password, known?.hash ?? null)
  if (!known || !matches) throw new Refusal('wrong_credentials', 'E-mail address or password is wrong')
  await forgiveAttempts(db, account, address)
  if (before !== undefined) await closeSession(db, { token: before })
  return openSession(db, known.userId, await firstWorkspaceOf(db, known.userId), visitor)
}

/** Where somebody lands after signing in: the workspace they joined first. */
async function firstWorkspaceOf(db: Db, userId: string): Promise<string | null> {
  return db.transaction().execute(async (tx) => {
    await enterPerson(tx, userId)
    const first = await tx
      .selectFrom('membership')
      .select('workspace_id')
      .where('user_id', '=', userId)
      .orderBy('created_at')
      .executeTakeFirst()
    return first?.workspace_id ?? null
  })
}

export interface PasswordChange {
  readonly currentPassword: string
  readonly newPassword: string
}

/** Every session of the person ends, this one included; the caller gets a new one. @returns its token */
export async function changePassword(db: Db, session: OpenSession, change: PasswordChange, visitor: Visitor): Promise<string> {
  const [account, address] = [brakeOnAccount(session.email, visitor.ip), brakeOnAddress(visitor.ip)]
  await takeAttempt(db, address, Date.now())
  await takeAttempt(db, account, Date.now())
  const known = await findPasswordOf(db, session.email)
  if (!(await passwordMatches(change.currentPassword, known?.hash ?? null))) {
    throw new Refusal('wrong_credentials', 'The current password is wrong')
  }
  await forgiveAttempts(db, account, address)
  const hash = await hashPassword(change.newPassword)
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('account')
      .set({ password: hash, updated_at: new Date() })
      .where('user_id', '=', session.userId)
      .where('provider_id', '=', 'credential')
      .execute()
    await closeSessionsOf(tx, session.userId)
    await announceAccessChange(tx, session.userId)
  })
  return openSession(db, session.userId, session.activeWorkspaceId, visitor)
}
