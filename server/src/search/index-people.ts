/**
 * Puts people into the index that finds them, after those who write them. Until then, and whenever somebody's name or number has changed
 * since, a search looks at them one by one (find-people.ts), so nobody is missed; the index only keeps these few. Somebody keeps their
 * place for good and gathers letters there, since what the index finds is compared with how they are written now.
 */
import { sql } from 'kysely'
import { rows } from '../platform/rows.ts'
import { type Db, enterWorkspace, type Tx } from '../platform/scope.ts'
import { type Marks, mark, markStored, noMarks, toStore } from './gram-places.ts'
import { gramsOf } from './grams.ts'
import { SEGMENT_SIZE } from './places.ts'
import { keepProgress, takeProgress } from './progress.ts'

const PEOPLE_PER_ROUND = SEGMENT_SIZE

interface Person {
  readonly id: string
  readonly search: string
  readonly place: number
}

/**
 * One round, in one transaction. Two processes at it take turns.
 *
 * @returns whether there may be more
 */
export function indexPeople(pipeline: Db, workspaceId: string): Promise<boolean> {
  return pipeline.transaction().execute(async (tx) => {
    await enterWorkspace(tx, workspaceId)
    const progress = await takeProgress(tx, workspaceId)
    if (progress === null) return false
    const unindexed = await readUnindexed(tx, workspaceId)
    if (unindexed.length === 0) return false
    const people = unindexed.map(({ place, ...person }) => ({ ...person, place: place ?? progress.people++ }))
    await addGrams(tx, workspaceId, people)
    await settle(tx, workspaceId, people)
    await keepProgress(tx, workspaceId, progress)
    return people.length === PEOPLE_PER_ROUND
  })
}

/** The condition is contact_unindexed's. */
async function readUnindexed(tx: Tx, workspaceId: string) {
  const { rows: found } = await sql<{ id: string; search: string; place: number | null }>`
    select k.id, k.search, k.place from contact k where k.workspace_id = ${workspaceId} and (hashtextextended(k.search, 0) = k.indexed)::int = 0
    order by k.id limit ${PEOPLE_PER_ROUND}`.execute(tx)
  return found
}

async function addGrams(tx: Tx, workspaceId: string, people: readonly Person[]): Promise<void> {
  const bySegment = new Map<number, Map<string, Marks>>()
  for (const { search, place } of people) {
    const segment = Math.floor(place / SEGMENT_SIZE)
    const here = bySegment.get(segment) ?? new Map<string, Marks>()
    bySegment.set(segment, here)
    for (const gram of gramsOf(search)) {
      const marks = here.get(gram) ?? noMarks()
      here.set(gram, marks)
      mark(marks, place % SEGMENT_SIZE)
    }
  }
  for (const [segment, grams] of bySegment) await mergeInto(tx, workspaceId, segment, grams)
}

async function mergeInto(tx: Tx, workspaceId: string, segment: number, grams: ReadonlyMap<string, Marks>): Promise<void> {
  const { rows: known } = await sql<{ gram: string; places: Buffer }>`
    select i.gram, i.places from ${rows(
      'd',
      { gram: 'text' },
      [...grams.keys()].map((gram) => ({ gram })),
    )}
    join search_person i on i.workspace_id = ${workspaceId} and i.gram = d.gram and i.segment = ${segment}`.execute(tx)
  for (const { gram, places } of known) markStored(grams.get(gram) ?? noMarks(), places)
  const lines = [...grams].map(([gram, marks]) => ({ gram, places: toStore(marks).toString('hex') }))
  await sql`
    insert into search_person (workspace_id, gram, segment, places)
    select ${workspaceId}, d.gram, ${segment}, decode(d.places, 'hex') from ${rows('d', { gram: 'text', places: 'text' }, lines)}
    on conflict (workspace_id, gram, segment) do update set places = excluded.places`.execute(tx)
}

/** Whoever is being written at this moment is not waited for: they come again with the next round. */
async function settle(tx: Tx, workspaceId: string, people: readonly Person[]): Promise<void> {
  const { rows: free } = await sql<{ id: string }>`
    select k.id from contact k where k.workspace_id = ${workspaceId} and k.id = any(${people.map(({ id }) => id)}::uuid[])
    order by k.id for no key update skip locked`.execute(tx)
  const held = new Set(free.map(({ id }) => id))
  await sql`
    update contact k set place = d.place, indexed = hashtextextended(d.search, 0)
    from ${rows(
      'd',
      { id: 'uuid', search: 'text', place: 'int' },
      people.filter(({ id }) => held.has(id)),
    )}
    where k.workspace_id = ${workspaceId} and k.id = d.id`.execute(tx)
}
