import type pg from 'pg'

export interface AcceptedSend {
  readonly wamid: string
  readonly bizOpaqueCallbackData: string | null
}

export interface OutboundVerdict {
  readonly accepted: number
  /** messages Meta accepted more than once */
  readonly sentTwice: number
  /** messages of ours that exist more than once for one click */
  readonly doubled: number
  /** neighbours in a conversation that Meta accepted the wrong way round */
  readonly inversions: number
  /** neither with Meta, nor failed with a reason, nor in doubt */
  readonly stuck: number
  /** accepted by Meta, and we still do not know */
  readonly unresolved: number
  /** in doubt and rightly so: Meta never had them */
  readonly inDoubt: number
  readonly failed: number
}

/** @param clicks of each conversation, in order */
export async function checkOutbound(
  db: pg.Client,
  sends: readonly AcceptedSend[],
  clicks: ReadonlyMap<string, readonly string[]>,
): Promise<OutboundVerdict> {
  const { rows } = await db.query<{ id: string; client_id: string; status: string; wamid: string | null; reason: string | null }>(
    "select id, client_id, status, wamid, error ->> 'reason' as reason from message where direction = 'out'",
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  const timesOf = new Map<string, number>()
  const placeOf = new Map<string, number>() // when Meta accepted what was clicked
  sends.forEach((send, place) => {
    const id = messageOf(send.bizOpaqueCallbackData ?? '')
    timesOf.set(id, (timesOf.get(id) ?? 0) + 1)
    placeOf.set(byId.get(id)?.client_id ?? '', place)
  })
  let inversions = 0
  for (const order of clicks.values()) {
    const places = order.flatMap((click) => placeOf.get(click) ?? [])
    inversions += places.filter((place, nth) => nth > 0 && place < (places[nth - 1] ?? 0)).length
  }
  const known = new Set(['sent', 'delivered', 'read', 'played', 'failed'])
  const clicked = [...clicks.values()].flat()
  const stored = new Set(rows.map((row) => row.client_id))
  return {
    accepted: timesOf.size,
    sentTwice: [...timesOf.values()].filter((times) => times > 1).length,
    doubled: rows.length - stored.size + clicked.filter((click) => !stored.has(click)).length,
    inversions,
    stuck: rows.filter((row) => row.status === 'queued' || row.status === 'sending' || (row.status === 'failed' && row.reason === null))
      .length,
    unresolved: rows.filter((row) => timesOf.has(row.id) && !known.has(row.status)).length,
    inDoubt: rows.filter((row) => row.status === 'unknown' && !timesOf.has(row.id)).length,
    failed: rows.filter((row) => row.status === 'failed').length,
  }
}

export const isClean = (v: OutboundVerdict): boolean => v.sentTwice + v.doubled + v.inversions + v.stuck + v.unresolved === 0

function messageOf(reference: string): string {
  const hex = Buffer.from(reference.split('.')[1] ?? '', 'base64url').toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
