/** What an incoming message means for its conversation. Pure. */
import type { InboundMessage } from '@recado/cloud-api/webhook'

export interface InboundMeaning {
  /** Somebody waits for an answer: unread, and a closed conversation comes back. */
  readonly speaks: boolean
  /** It lets us write freely for 24 hours. */
  readonly opensWindow: boolean
}

const SILENT: InboundMeaning = { speaks: false, opensWindow: false }

/**
 * A notice of WhatsApp, imported history and a reaction taken back are not the customer writing. What is written in a group is read and
 * answered, but opens no window with its author (cloud-api: windows).
 */
export function meaningOf({ type, content, field, marks }: Pick<InboundMessage, 'type' | 'content' | 'field' | 'marks'>): InboundMeaning {
  if (type === 'system' || field !== 'messages') return SILENT
  if (type === 'reaction' && (content['emoji'] === undefined || content['emoji'] === '')) return SILENT
  return { speaks: true, opensWindow: marks?.groupId === undefined }
}
