/**
 * Makes messages findable, a moment after they were stored (docs/decisions/0015-search-in-segments.md). Follows the event log, which is
 * gapless and in order of commit, so nothing can be missed; a workspace that was never indexed, or whose log no longer reaches back, is
 * read through once by id. A message that both ways meet is indexed twice, which a search does not show.
 */
import { sql } from 'kysely'
import { rows } from '../platform/rows.ts'
import { type Db, enterWorkspace, type Tx } from '../platform/scope.ts'
import { encodePlaces, SEGMENT_SIZE } from './places.ts'
import { keepProgress, type Progress, takeProgress } from './progress.ts'
import { wordsOf } from './words.ts'

const EVENTS_PER_ROUND = 1_000
const MESSAGES_PER_ROUND = SEGMENT_SIZE
/** Taking words apart is work of this process; others get their turn in between. */
const PER_SLICE = 200

interface Text {
  readonly id: string
  readonly text: string
}

/**
 * One round, in one transaction. Two processes at it take turns; what one did the other does not do again.
 *
 * @returns whether there may be more
 */
export function indexMessages(pipeline: Db, workspaceId: string): Promise<boolean> {
  return pipeline.transaction().execute(async (tx) => {
    await enterWorkspace(tx, workspaceId)
    const progress = await takeProgress(tx, workspaceId)
    if (progress === null) return false
    const { texts, isFull } = progress.rebuilding ? await nextById(tx, workspaceId, progress) : await nextByEvent(tx, workspaceId, progress)
    await addTexts(tx, workspaceId, progress, texts)
    await keepProgress(tx, workspaceId, progress)
    return isFull
  })
}

/**
 * For messages that no event tells of one by one: the right to index until the end of the transaction that stores them. Asked for before
 * anything else is locked, because it waits for an indexer that is at work.
 *
 * @returns what makes them findable
 */
export async function holdIndex(tx: Tx, workspaceId: string): Promise<(texts: readonly Text[]) => Promise<void>> {
  const progress = await takeProgress(tx, workspaceId, 'wait')
  return async (texts) => {
    if (progress === null || texts.length === 0) return
    await addTexts(tx, workspaceId, progress, texts)
    await keepProgress(tx, workspaceId, progress)
  }
}

async function nextById(tx: Tx, workspaceId: string, progress: Progress) {
  const { rows: texts } = await sql<Text>`
    select m.id, m.text from message m where m.workspace_id = ${workspaceId} and m.id > ${progress.rebuilt_to ?? '00000000-0000-0000-0000-000000000000'}
    order by m.id limit ${MESSAGES_PER_ROUND}`.execute(tx)
  progress.rebuilt_to = texts.at(-1)?.id ?? progress.rebuilt_to
  progress.rebuilding = texts.length === MESSAGES_PER_ROUND
  return { texts, isFull: true } // what was written meanwhile is in the log
}

async function nextByEvent(tx: Tx, workspaceId: string, progress: Progress) {
  const { rows: events } = await sql<{ seq: number; id: string | null }>`
    select e.seq, case when e.type in ('message.created', 'message.amended') then e.body::json -> 'message' ->> 'id' end as id
    from event e where e.workspace_id = ${workspaceId} and e.seq > ${progress.seq} order by e.seq limit ${EVENTS_PER_ROUND}`.execute(tx)
  const [first] = events
  if (first === undefined) return { texts: [], isFull: false }
  if (first.seq !== progress.seq + 1) return startOver(tx, workspaceId, progress)
  progress.seq = events.at(-1)?.seq ?? progress.seq
  const ids = [...new Set(events.flatMap(({ id }) => (id === null ? [] : [id])))]
  const { rows: texts } = await sql<Text>`
    select m.id, m.text from unnest(${ids}::uuid[]) with ordinality as w(id, nth) join message m on m.workspace_id = ${workspaceId} and m.id = w.id
    order by w.nth`.execute(tx)
  return { texts, isFull: events.length === EVENTS_PER_ROUND }
}

/** Events were forgotten before they were read. */
async function startOver(tx: Tx, workspaceId: string, progress: Progress) {
  await tx.deleteFrom('search_place').where('workspace_id', '=', workspaceId).execute()
  await tx.deleteFrom('search_word').where('workspace_id', '=', workspaceId).execute()
  const head = await tx.selectFrom('event_head').select('seq').where('workspace_id', '=', workspaceId).executeTakeFirst()
  Object.assign(progress, { seq: head?.seq ?? 0, rebuilt_to: null, rebuilding: true, segment: 0, filled: 0 } satisfies Partial<Progress>)
  return { texts: [], isFull: true }
}

/** Puts texts at the end of the last segment and, where that is full, into new ones. */
async function addTexts(tx: Tx, workspaceId: string, progress: Progress, texts: readonly Text[]): Promise<void> {
  const places: { segment: number; place: number; message_id: string }[] = []
  const words = new Map<number, Map<string, number[]>>()
  for (const [nth, { id, text }] of texts.entries()) {
    if (nth % PER_SLICE === PER_SLICE - 1) await new Promise((resolve) => setImmediate(resolve))
    const found = wordsOf(text)
    if (found.length === 0) continue
    const { segment, filled: place } = progress
    places.push({ segment, place, message_id: id })
    const here = words.get(segment) ?? new Map<string, number[]>()
    words.set(segment, here)
    for (const word of found) {
      const known = here.get(word)
      if (known) known.push(place)
      else here.set(word, [place])
    }
    progress.filled++
    if (progress.filled === SEGMENT_SIZE) Object.assign(progress, { segment: segment + 1, filled: 0 })
  }
  if (places.length === 0) return
  await sql`
    insert into search_place (workspace_id, segment, place, message_id)
    select ${workspaceId}, p.* from ${rows('p', { segment: 'int', place: 'int', message_id: 'uuid' }, places)}`.execute(tx)
  const lines = [...words].flatMap(([segment, here]) =>
    [...here].sort(([a], [b]) => (a < b ? -1 : 1)).map(([word, at]) => ({ segment, word, places: encodePlaces(at) })),
  )
  await sql`
    insert into search_word as w (workspace_id, segment, word, places)
    select ${workspaceId}, d.segment, d.word, decode(d.places, 'hex') from ${rows('d', { segment: 'int', word: 'text', places: 'text' }, lines)}
    on conflict (workspace_id, segment, word) do update set places = w.places || excluded.places`.execute(tx)
}
