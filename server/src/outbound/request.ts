import { sentContent } from '@recado/contract/draft-content'
import { withIds } from '../platform/with-ids.ts'
import type { ClaimedJob } from './claim.ts'

export type Payload = Readonly<Record<string, unknown>>

/** Meta's request body for a message; null when we know no name under which to reach the customer. */
export function requestOf(job: ClaimedJob, reference: string): Payload | null {
  const to = recipientOf(job)
  if (to === null) return null
  return {
    recipient_type: 'individual',
    ...to,
    ...(job.contextWamid !== null && job.type !== 'reaction' && { context: { message_id: job.contextWamid } }),
    biz_opaque_callback_data: reference,
    type: job.type,
    [job.type]: contentOf(job),
  }
}

/** With Meta's ids of the files where ours stand. */
function contentOf({ type, content, metaMediaId, metaMediaIds }: ClaimedJob): unknown {
  if (metaMediaId !== null) return { ...content, id: metaMediaId }
  return metaMediaIds === null ? sentContent(type, content) : withIds(content, metaMediaIds)
}

/** Without the plus, Meta may take a number for one of the sender's own country. A user whose phone is hidden has a BSUID. */
function recipientOf({ phone, bsuid }: ClaimedJob): Payload | null {
  if (phone !== null) return { to: /^\d+$/.test(phone) ? `+${phone}` : phone }
  return bsuid === null ? null : { recipient: bsuid }
}
