/** Writes a number's history, in the transaction of the change itself. */
import type { Change } from '@recado/cloud-api/webhook'
import type { NumberChangeKind, NumberChangeLine } from '@recado/contract/number-history'
import { sql } from 'kysely'
import type { TxScope } from '../../platform/scope.ts'
import { connectedNumbers } from '../access.ts'
import { differences, type Facts } from './differences.ts'
import { toldLines } from './told-lines.ts'

type Source = NumberChangeLine['source']

export interface Line {
  readonly numberId: string | null
  readonly what: NumberChangeKind
  readonly from: string | null
  readonly to: string
  readonly facts?: Readonly<Record<string, string>>
}

export interface Moved {
  readonly numberId: string
  readonly before: Facts
  readonly after: Facts
}

/** The messaging limit is the portfolio's: however many of its numbers tell it, it is one line of the account. */
export async function recordDifferences(scope: TxScope, waba: string, source: Source, moves: readonly Moved[]): Promise<void> {
  const lines = moves.flatMap(({ numberId, before, after }) =>
    differences(before, after).map((line): Line => ({ ...line, numberId: line.what === 'limit' ? null : numberId })),
  )
  const limits = lines.filter(({ what }) => what === 'limit')
  await append(scope, waba, source, [...lines.filter(({ what }) => what !== 'limit'), ...(await news(scope, waba, limits.slice(0, 1)))])
}

/** What no column of Meta's words holds: it left its account, somebody took it off Recado. */
export const recordLines = (scope: TxScope, waba: string, source: Source, lines: readonly Line[]): Promise<void> =>
  append(scope, waba, source, lines)

/** @returns whether there is a new line */
export async function recordTold(scope: TxScope, waba: string, change: Change): Promise<boolean> {
  const told = toldLines(change)
  if (told.length === 0) return false
  const numbers = await connectedNumbers(scope).where('phone_number.waba', '=', waba).execute()
  const lines = told.flatMap(({ about, ...line }): Line[] => {
    if (about === null) return [{ ...line, numberId: null, from: null }]
    const number = numbers.find((row) => row.display_phone_number.replace(/\D/g, '') === about)
    return number === undefined ? [] : [{ ...line, numberId: number.id, from: null }]
  })
  const fresh = await news(scope, waba, lines)
  await append(scope, waba, 'webhook', fresh)
  return fresh.length > 0
}

/** Without what the newest line of its kind says already: webhooks come more than once. The others begin where that one ended. */
async function news(scope: TxScope, waba: string, lines: readonly Line[]): Promise<Line[]> {
  const fresh: Line[] = []
  for (const line of lines) {
    const last = await scope.db
      .selectFrom('number_change')
      .select(['to_word', 'facts'])
      .where('workspace_id', '=', scope.workspaceId)
      .where('waba', '=', waba)
      .where('number_id', line.numberId === null ? 'is' : '=', line.numberId)
      .where('what', '=', line.what)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst()
    const isSaid = last?.to_word === line.to && same(last.facts, line.facts ?? {})
    if (!isSaid) fresh.push({ ...line, from: line.from ?? last?.to_word ?? null })
  }
  return fresh
}

const same = (stored: unknown, facts: object): boolean => JSON.stringify(sorted(stored)) === JSON.stringify(sorted(facts))
const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)) : value

async function append(scope: TxScope, waba: string, source: Source, lines: readonly Line[]): Promise<void> {
  if (lines.length === 0) return
  await scope.db
    .insertInto('number_change')
    .values(
      lines.map(({ numberId, what, from, to, facts = {} }) => ({
        workspace_id: scope.workspaceId,
        waba,
        number_id: numberId,
        what,
        from_word: from,
        to_word: to,
        facts: sql`${JSON.stringify(facts)}::jsonb`,
        source,
        at: scope.now,
      })),
    )
    .execute()
}
