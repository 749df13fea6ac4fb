import type { ConsentEntry, ContactDetail } from '@recado/contract/contacts'
import type { TxScope } from '../../platform/scope.ts'
import { publish } from '../../realtime/event-log.ts'
import { accessContact } from '../access.ts'
import { recordConsent } from '../consent.ts'
import { readContact } from '../queries.ts'

/** Somebody of ours, or a program, writes down what the customer said elsewhere. */
export async function noteConsent(
  scope: TxScope,
  id: string,
  said: { word: ConsentEntry['word']; detail?: string | undefined },
): Promise<ContactDetail> {
  await accessContact(scope, id, 'change')
  const isPerson = scope.actor.kind === 'person'
  const news = await recordConsent(scope.db, scope.workspaceId, [
    {
      contactId: id,
      word: said.word,
      source: isPerson ? 'person' : 'api',
      detail: said.detail ?? null,
      byId: scope.actor.kind === 'person' ? scope.actor.userId : null,
      at: scope.now,
    },
  ])
  await publish(scope, ...news)
  return readContact(scope, id)
}
