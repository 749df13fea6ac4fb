/** What a bubble's inside is drawn from: a stored message, one that waits in this browser, or one being put together in a form. */
import { draftContent } from '@recado/contract/draft-content'
import type { MediaView } from '@recado/contract/media'
import type { DraftMessage, MessageMarks, MessageView } from '@recado/contract/messages'
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
  readonly marks: MessageMarks | null
  readonly isRevoked: boolean
}

/** Every file of this folder but the dispatch draws one kind, from this. */
export interface BodyProps {
  readonly message: Drawable
}

export function drawableOf(entry: ThreadMessage): Drawable {
  if (entry.kind === 'waiting') {
    const { conversationId, draft, text, media } = entry.item
    return { ...drawableDraft(conversationId, draft, text), media: media ?? null }
  }
  const { conversationId, id, direction, type, content, text, media, marks, revokedAt } = entry.message
  return { conversationId, messageId: id, direction, type, content, text, media, marks, isRevoked: revokedAt !== null }
}

/** What is being written, as it will look. @param text the words of it, for a text or a template */
export function drawableDraft(conversationId: string, draft: DraftMessage, text: string): Drawable {
  const content = draftContent(draft)
  return { conversationId, messageId: null, direction: 'out', type: draft.type, content, text, media: null, marks: null, isRevoked: false }
}
