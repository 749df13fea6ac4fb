/** What of a number is another than it was. Pure. */
import type { NumberChangeKind } from '@recado/contract/number-history'

/** Our columns of a number that Meta decides about, and what a line about each is called. */
const WATCHED = {
  status: 'status',
  quality_rating: 'quality',
  messaging_limit: 'limit',
  throughput_level: 'throughput',
  verified_name: 'name',
  name_status: 'name_status',
  display_phone_number: 'phone',
  account_mode: 'mode',
  official_status: 'official',
  can_send: 'sending',
  webhook_state: 'webhooks',
} as const satisfies Record<string, NumberChangeKind>
type Watched = keyof typeof WATCHED
/** Their names, to be read before they are written. */
export const WATCHED_COLUMNS = [
  'status',
  'quality_rating',
  'messaging_limit',
  'throughput_level',
  'verified_name',
  'name_status',
  'display_phone_number',
  'account_mode',
  'official_status',
  'can_send',
  'webhook_state',
] as const satisfies readonly Watched[]

export type Facts = { readonly [column in Watched]?: string | null }

export interface Difference {
  readonly what: NumberChangeKind
  readonly from: string | null
  readonly to: string
}

/** Read for the first time they are learnt; only what they move to is news. */
const LEARNT: readonly Watched[] = ['can_send', 'webhook_state']

/** What is not said, or said to be unknown, is no difference: Meta leaves fields out freely. */
export function differences(before: Facts, after: Facts): Difference[] {
  return WATCHED_COLUMNS.flatMap((column) => {
    const [from, to] = [before[column] ?? null, after[column] ?? null]
    return to === null || to === from || (from === null && LEARNT.includes(column)) ? [] : [{ what: WATCHED[column], from, to }]
  })
}
