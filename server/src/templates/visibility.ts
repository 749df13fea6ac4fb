/** Who may send a template. Pure. */
import type { SendableFrom } from '@recado/contract/template-life'
import type { Scope } from '../platform/scope.ts'

const RANK: Readonly<Record<SendableFrom | 'owner', number>> = { agent: 0, supervisor: 1, admin: 2, owner: 2 }

/** A key and the system itself send what any person may. */
export function maySend({ actor }: Pick<Scope, 'actor'>, sendableFrom: SendableFrom): boolean {
  return actor.kind !== 'person' || RANK[actor.role] >= RANK[sendableFrom]
}
