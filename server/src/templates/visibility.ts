/** Who sees a template, and who may send it. Pure. */
import type { SendableFrom } from '@recado/contract/template-life'
import { can } from '../platform/access.ts'
import type { Scope } from '../platform/scope.ts'

const RANK: Readonly<Record<SendableFrom | 'owner', number>> = { agent: 0, supervisor: 1, admin: 2, owner: 2 }

/** Whoever makes templates sees all of them; others what is everybody's or their team's. @param inTeam it is the caller's team's, or everybody's */
export function maySee(scope: Scope, inTeam: boolean): boolean {
  return inTeam || can(scope, 'templates.create')
}

/**
 * A person sends what is their team's, from the role on that is needed. A key is in no team: it sends what it sees, from any role on, and so
 * does the system itself.
 */
export function maySend(scope: Scope, sendableFrom: SendableFrom, inTeam: boolean): boolean {
  const { actor } = scope
  return actor.kind === 'person' ? inTeam && RANK[actor.role] >= RANK[sendableFrom] : maySee(scope, inTeam)
}
