/** Where in the index people are written with what somebody looks for. */
import { sql } from 'kysely'
import type { TxScope } from '../platform/scope.ts'
import { type Found, inAll, inAny, type Marks, markStored, noMarks, placesOf } from './gram-places.ts'
import { rangesOf } from './grams.ts'
import { SEGMENT_SIZE } from './places.ts'

/** Parts of words. One of these lists fits where for each of its entries one part is there. */
export type PeopleSought = readonly (readonly (readonly string[])[])[]

/** From here on it is quicker to go through people in the order they are shown: so many of them fit that a page is soon full. */
const MANY = 5_000
const OFTEN = 1 / 4

/**
 * @returns places of everybody who can fit, and of some who do not; null where they are so many that the index is of no use. Those who are
 * not indexed as they are now are not among them.
 */
export async function findPlaces(scope: TxScope, sought: PeopleSought): Promise<number[] | null> {
  if (sought.some((words) => words.length === 0)) return null
  const where = await whereWritten(scope, new Set(sought.flat(2)))
  const whereIs = (part: string): Found => where.get(part) ?? NOWHERE
  const found = inAny(sought.map((words) => inAll(words.map((forms) => inAny(forms.map(whereIs))))))
  const places = [...found].flatMap(([segment, marks]) => placesOf(marks).map((place) => segment * SEGMENT_SIZE + place))
  return places.length > MANY && places.length > (await peopleIndexed(scope)) * OFTEN ? null : places
}

const NOWHERE: Found = new Map()

/** For each part, where all of its runs of letters are. */
async function whereWritten(scope: TxScope, parts: ReadonlySet<string>): Promise<Map<string, Found>> {
  const ranges = [...parts].flatMap((part) => rangesOf(part).map((range) => ({ ...range, part })))
  // A comparison of text is leakproof, so that the index serves it under row-level security. Each range is looked up by itself.
  const { rows: met } = await sql<{ nth: number; segment: number; places: Buffer }>`
    select (r.nth - 1)::int as nth, i.segment, i.places
    from unnest(${ranges.map((r) => r.low)}::text[], ${ranges.map((r) => r.high)}::text[]) with ordinality as r(low, high, nth)
    cross join lateral (
      select p.segment, p.places from search_person p
      where p.workspace_id = ${scope.workspaceId} and p.gram >= r.low collate "C" and p.gram < r.high collate "C"
      offset 0
    ) i`.execute(scope.db)
  const found = ranges.map(() => new Map<number, Marks>())
  for (const { nth, segment, places } of met) {
    const marks = found[nth]?.get(segment) ?? noMarks()
    found[nth]?.set(segment, marks)
    markStored(marks, places)
  }
  return new Map([...parts].map((part) => [part, inAll(found.filter((_, nth) => ranges[nth]?.part === part))]))
}

async function peopleIndexed(scope: TxScope): Promise<number> {
  const progress = await scope.db
    .selectFrom('search_progress')
    .select('people')
    .where('workspace_id', '=', scope.workspaceId)
    .executeTakeFirst()
  return progress?.people ?? 0
}
