/** An account for Meta's reviewer: made like any other, kept apart by nothing but its name. Its password is kept, sealed, to be handed over. */
import { randomBytes } from 'node:crypto'
import type { Ground } from '@recado/contract/road'
import { requireAbility } from '../platform/access.ts'
import { Refusal } from '../platform/errors.ts'
import type { TxScope } from '../platform/scope.ts'
import { addMember } from '../team/members.ts'
import { hashPassword } from '../team/passwords.ts'
import { createPerson } from '../team/people.ts'
import type { RoadDeps } from './deps.ts'
import { accessRoad, saveReviewerPassword, saveSettings } from './store.ts'

export interface ReviewerAccount {
  readonly email: string
  readonly password: string
  readonly passwordHash: string
}

/** Outside any transaction: hashing takes its time. */
export async function inventReviewer(publicUrl: string): Promise<ReviewerAccount> {
  const { hostname } = new URL(publicUrl)
  const password = randomBytes(15).toString('base64url')
  const email = `reviewer-${randomBytes(3).toString('hex')}@${hostname.includes('.') && !/^[\d.]+$/.test(hostname) ? hostname : 'recado.example'}`
  return { email, password, passwordHash: await hashPassword(password) }
}

/** An administrator of the workspace whose number is shown, in English. */
export async function addReviewer(scope: TxScope, deps: Pick<RoadDeps, 'vault'>, ground: Ground, account: ReviewerAccount): Promise<void> {
  const { settings } = await accessRoad(scope, ground)
  requireAbility(scope, 'members.manage')
  if (settings.demo === null || settings.demo.workspaceId !== scope.workspaceId) {
    throw new Refusal('conflict', 'Stand in the workspace whose number is shown: the reviewer is made there')
  }
  const { email, password, passwordHash } = account
  const userId = await createPerson(scope.db, { name: 'Meta App Review', email, passwordHash, locale: 'en', isOperator: false })
  await addMember(scope, userId, 'admin')
  await saveSettings(scope, ground, { ...settings, reviewerEmail: email })
  await saveReviewerPassword(scope, deps.vault, ground, password)
}
