import { type CoexistenceView, leftReason, syncProblem } from '@recado/contract/coexistence'
import { z } from 'zod'
import { accessNumber, type NumberRow } from '../numbers/access.ts'
import type { TxScope } from '../platform/scope.ts'
import { onboardedAt, type SyncRow, syncsOf } from './store.ts'
import { deadlineOf, stateAt } from './sync-rules.ts'

/** null: the number is not, and was not, shared with the WhatsApp Business app. */
export async function readCoexistence(scope: TxScope, id: string): Promise<CoexistenceView | null> {
  const number = await accessNumber(scope, id, 'numbers.read')
  const syncs = await syncsOf(scope, id)
  if (!number.is_coexistence && syncs.size === 0 && number.left_app === null) return null
  const { waiting, givenUp } = await countParts(scope, id)
  const of = syncs.get('history')?.of_onboarding ?? onboardedAt(number)
  const history = syncs.get('history')
  return {
    onboardedAt: of.toISOString(),
    deadline: deadlineOf(of).toISOString(),
    contacts: presentHandover(syncs.get('contacts') ?? null, of, scope.now),
    history: { ...presentHandover(history ?? null, of, scope.now), phases: phasesOf(history?.phases), waiting, givenUp },
    left: leftOf(number),
  }
}

function presentHandover(row: SyncRow | null, of: Date, now: Date) {
  const facts = row ?? { state: 'due' as const, problem: null, of_onboarding: of, asked_at: null }
  return {
    state: stateAt(facts, now),
    askedAt: row?.asked_at?.toISOString() ?? null,
    requestId: row?.request_id ?? null,
    receivedAt: row?.received_at?.toISOString() ?? null,
    finishedAt: row?.finished_at?.toISOString() ?? null,
    problem: syncProblem.nullable().catch(null).parse(facts.problem),
    progress: row?.progress ?? 0,
    items: row?.items ?? 0,
  }
}

const phaseMap = z.record(z.string(), z.number()).catch({})
const phasesOf = (phases: unknown) =>
  Object.entries(phaseMap.parse(phases))
    .map(([phase, progress]) => ({ phase: Number(phase), progress }))
    .sort((a, b) => a.phase - b.phase)

const leftShape = z.object({
  because: leftReason.catch('unknown'),
  by: z.enum(['USER', 'SYSTEM']).nullable().catch(null),
  at: z.iso.datetime(),
})

function leftOf({ left_app }: NumberRow): CoexistenceView['left'] {
  const left = leftShape.safeParse(left_app)
  return left.success ? { reason: left.data.because, by: left.data.by, at: left.data.at } : null
}

async function countParts(scope: TxScope, numberId: string): Promise<{ waiting: number; givenUp: number }> {
  const row = await scope.db
    .selectFrom('phone_sync_part')
    .select((eb) => [
      eb.fn.countAll<number>().filterWhere('given_up_at', 'is', null).as('waiting'),
      eb.fn.countAll<number>().filterWhere('given_up_at', 'is not', null).as('givenUp'),
    ])
    .where('workspace_id', '=', scope.workspaceId)
    .where('number_id', '=', numberId)
    .where('kind', '!=', 'contacts')
    .executeTakeFirstOrThrow()
  return { waiting: Number(row.waiting), givenUp: Number(row.givenUp) }
}
