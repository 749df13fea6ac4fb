/** What a bubble's inside is drawn from: a stored message, one that waits in this browser, or one being put together in a form. */
import { draftContent } from '@recado/contract/draft-content'
import type { MediaView } from '@recado/contract/media'
import type { MessageView } from '@recado/contract/messages'
import type { ThreadMessage } from '../thread-rows.ts'

export interface Drawable {
  readonly conversationId: string
  /** null until the server has stored it. */
  readonly messageId: string | null
  readonly direction: MessageView['direction']
  readonly type: string
  readonly content: Readonly<Record<string, unknown>>
  /** One line a person can read, whatever the type. */
  readonly text: string
  /** The file of a message that has one. */
  readonly media: MediaView | null
}

/** Every file of this folder but the dispatch draws one kind, from this. */
export interface BodyProps {
  readonly message: Drawable
}

export function drawableOf(entry: ThreadMessage): Drawable {
  if (entry.kind === 'waiting') {
    const { conversationId, draft, text } = entry.item
    return { conversationId, messageId: null, direction: 'out', type: draft.type, content: draftContent(draft), text, media: null }
  }
  const { conversationId, id, direction, type, content, text, media } = entry.message
  return { conversationId, messageId: id, direction, type, content, text, media }
}
