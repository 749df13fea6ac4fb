import type { ThreadRow } from './thread-rows.ts'

/** Some rows of a thread, one after the other. */
export interface Stretch {
  /** Of its first message: stays while rows come and go around and inside it. */
  readonly key: string
  readonly rows: readonly ThreadRow[]
}

const LENGTH = 40

/**
 * A thread in stretches of some forty rows, so that what happens to one row costs the work of one stretch, however long the thread.
 * They begin where they began before: rows that come above or below leave the others the same objects, and none moves to another.
 */
export function stretchesOf(rows: readonly ThreadRow[], before: readonly Stretch[]): readonly Stretch[] {
  const known = new Map(before.map((stretch) => [stretch.key, stretch]))
  const last = before.at(-1)?.key
  const stretches: Stretch[] = []
  for (let from = 0; from < rows.length; ) {
    const key = nameAt(rows, from)
    const most = known.has(key) && key !== last ? rows.length : from + LENGTH
    let to = from + 1
    while (to < Math.min(rows.length, most) && !beginsAnother(nameAt(rows, to), key)) to++
    stretches.push(kept(known.get(key), { key, rows: rows.slice(from, to) }))
    from = to
  }
  return stretches

  function beginsAnother(name: string, current: string): boolean {
    return name !== current && known.has(name)
  }
}

/** Days and the line about the window move when something comes before them, so a stretch is named after a message. */
function nameAt(rows: readonly ThreadRow[], at: number): string {
  for (let n = at; n < rows.length; n++) {
    const row = rows[n]
    if (row?.kind === 'bubble' || row?.kind === 'system') return row.key
  }
  return rows[at]?.key ?? ''
}

function kept(before: Stretch | undefined, now: Stretch): Stretch {
  return before?.rows.length === now.rows.length && before.rows.every((row, at) => row === now.rows[at]) ? before : now
}
