/**
 * Finds messages, newest first. Reads the index segment by segment from its end, so that common words cost one step, and rare ones as many
 * as there are segments, of which a million messages have 245.
 */
import { type RawBuilder, sql } from 'kysely'
import { decodeCursor, encodeCursor } from '../platform/cursor.ts'
import type { TxScope } from '../platform/scope.ts'
import { inSight, sightOf } from '../team/sight.ts'
import { markPlaces, placesInAll, SEGMENT_SIZE } from './places.ts'
import { type Sought, wordsOf } from './words.ts'

export interface FoundMessage {
  readonly segment: number
  readonly place: number
  readonly id: string
  readonly conversation_id: string
  readonly direction: 'in' | 'out'
  readonly type: string
  readonly text: string
  readonly sent_at: Date
  readonly arrival: number
  readonly contact_name: string | null
  readonly profile_name: string | null
  readonly username: string | null
  readonly phone: string | null
}

interface Place {
  readonly segment: number
  readonly place: number
}

const FIRST_STEP = 8
const LONGEST_STEP = 512
/** Of what the words find, this much is looked at before the caller is asked to come back for more: most of it may be out of sight. */
const MOST_CANDIDATES = 2_000
const AFTER_ANY_LETTER = '\u{10ffff}'

export interface FoundMessages {
  readonly items: readonly FoundMessage[]
  readonly nextCursor: string | null
}

export async function findMessages(
  scope: TxScope,
  sought: readonly Sought[],
  limit: number,
  cursor: string | undefined,
): Promise<FoundMessages> {
  if (sought.length === 0) return { items: [], nextCursor: null }
  const sight = inSight(sightOf(scope.actor))
  const walk = candidates(scope, sought, await startOf(scope, cursor))
  const items = new Map<string, FoundMessage>()
  let looked = 0
  let last: Place | null = null
  for await (const batch of inBatches(walk, limit * 2)) {
    for (const row of await readMessages(scope, sight, batch)) {
      if (items.size === limit) return { items: [...items.values()], nextCursor: last && cursorAt(last) }
      if (!items.has(row.id) && isFound(row, sought)) items.set(row.id, row)
      last = row
    }
    looked += batch.length
    last = batch.at(-1) ?? last
    if (looked >= MOST_CANDIDATES) return { items: [...items.values()], nextCursor: last && cursorAt(last) }
  }
  return { items: [...items.values()], nextCursor: null }
}

/** What was edited is indexed again, and still stands under its old words, too. */
function isFound({ text }: FoundMessage, sought: readonly Sought[]): boolean {
  const words = wordsOf(text)
  return sought.every(({ beginnings, exact }) =>
    beginnings.some((start) => words.some((word) => (exact ? word === start : word.startsWith(start)))),
  )
}

const cursorAt = ({ segment, place }: Place): string => encodeCursor(segment, place)

/** Everything before this place is still to be looked at. */
async function startOf(scope: TxScope, cursor: string | undefined): Promise<Place> {
  if (cursor !== undefined) {
    const [segment, place] = decodeCursor(cursor, 'count', 'count').map((part) => Math.min(Number(part), 2 ** 31 - 1))
    return { segment: segment ?? 0, place: place ?? 0 }
  }
  const progress = await scope.db
    .selectFrom('search_progress')
    .select('segment')
    .where('workspace_id', '=', scope.workspaceId)
    .executeTakeFirst()
  return { segment: progress?.segment ?? 0, place: SEGMENT_SIZE }
}

/** Where all words occur, newest first. Steps grow, so that a search that finds nothing makes few queries. */
async function* candidates(scope: TxScope, sought: readonly Sought[], start: Place): AsyncGenerator<Place> {
  let high = start.segment
  for (let step = FIRST_STEP; high >= 0; step = Math.min(step * 4, LONGEST_STEP)) {
    const low = Math.max(0, high - step + 1)
    const segments = await readSegments(scope, sought, low, high)
    for (let segment = high; segment >= low; segment--) {
      for (const place of placesInAll(segments.get(segment) ?? [])) {
        if (segment < start.segment || place < start.place) yield { segment, place }
      }
    }
    high = low - 1
  }
}

/** For each segment, and each word sought, the places it occurs at. */
async function readSegments(
  scope: TxScope,
  sought: readonly Sought[],
  low: number,
  high: number,
): Promise<Map<number, (Uint8Array | undefined)[]>> {
  const ranges = sought.flatMap(({ beginnings, exact }, nth) =>
    beginnings.map((start) => ({ nth, low: start, high: exact ? `${start}\u0001` : start + AFTER_ANY_LETTER })),
  )
  const { rows } = await sql<{ segment: number; nth: number; places: Buffer }>`
    select s.segment, r.nth, w.places
    from generate_series(${low}::int, ${high}::int) as s(segment)
    cross join unnest(${ranges.map((r) => r.nth)}::int[], ${ranges.map((r) => r.low)}::text[], ${ranges.map((r) => r.high)}::text[]) as r(nth, low, high)
    cross join lateral (
      select i.places from search_word i
      where i.workspace_id = ${scope.workspaceId} and i.segment = s.segment and i.word >= r.low collate "C" and i.word < r.high collate "C"
      offset 0
    ) w`.execute(scope.db)
  const segments = new Map<number, (Uint8Array | undefined)[]>()
  for (const { segment, nth, places } of rows) {
    const marks = segments.get(segment) ?? Array.from({ length: sought.length }, () => undefined)
    segments.set(segment, marks)
    const mark = marks[nth] ?? new Uint8Array(SEGMENT_SIZE)
    marks[nth] = mark
    markPlaces(mark, places)
  }
  return segments
}

async function* inBatches(places: AsyncGenerator<Place>, size: number): AsyncGenerator<Place[]> {
  let batch: Place[] = []
  for await (const place of places) {
    batch.push(place)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** Those of the batch that still exist and that the caller may see, in its order. */
async function readMessages(scope: TxScope, sight: RawBuilder<unknown>, batch: readonly Place[]): Promise<FoundMessage[]> {
  const { rows } = await sql<FoundMessage>`
    select p.segment, p.place, m.id, m.conversation_id, m.direction, m.type, m.text, m.sent_at, m.arrival,
      k.name as contact_name, k.profile_name, k.username, k.phone
    from unnest(${batch.map((b) => b.segment)}::int[], ${batch.map((b) => b.place)}::int[]) with ordinality as b(segment, place, nth)
    join search_place p on p.workspace_id = ${scope.workspaceId} and p.segment = b.segment and p.place = b.place
    join message m on m.workspace_id = p.workspace_id and m.id = p.message_id
    join conversation c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
    join contact k on k.workspace_id = c.workspace_id and k.id = c.contact_id
    where ${sight} order by b.nth`.execute(scope.db)
  return rows
}
