/** How often an approved template may still be edited (Meta, template management: once in 24 hours, ten times in 30 days). Pure. */
import type { EditAllowance } from '@recado/contract/template-life'

const DAY_MS = 24 * 3600_000
const MONTH_MS = 30 * DAY_MS
const IN_DAY = 1
const IN_MONTH = 10

/** @param edits when it was edited while approved, as far as we know; in any order */
export function editAllowance(edits: readonly Date[], now: Date): EditAllowance {
  const within = (ms: number) => edits.filter((at) => now.getTime() - at.getTime() < ms).sort((a, b) => a.getTime() - b.getTime())
  const [day, month] = [within(DAY_MS), within(MONTH_MS)]
  const free = [freeAt(day, IN_DAY, DAY_MS), freeAt(month, IN_MONTH, MONTH_MS)].filter((at) => at !== null)
  return {
    inDay: { used: day.length, most: IN_DAY },
    inMonth: { used: month.length, most: IN_MONTH },
    nextAt: free.length === 0 ? null : new Date(Math.max(...free)).toISOString(),
  }
}

/** When enough of them have left the window. */
function freeAt(edits: readonly Date[], most: number, ms: number): number | null {
  const blocking = edits[edits.length - most]
  return blocking === undefined ? null : blocking.getTime() + ms
}
