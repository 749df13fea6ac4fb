import type { Scope } from '../platform/scope.ts'

/** Whose an upload is until it is sent. The system uploads nothing. */
export function uploaderOf({ actor }: Scope): string {
  if (actor.kind === 'person') return actor.userId
  if (actor.kind === 'api_key') return actor.keyId
  throw new Error('the system uploads nothing')
}
