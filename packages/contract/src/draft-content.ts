import type { DraftMessage } from './messages.ts'

/** A draft's content as a message of that type has it: contacts, a list at Meta, arrive and are kept as {contacts}. */
export function draftContent(draft: DraftMessage): Readonly<Record<string, unknown>> {
  switch (draft.type) {
    case 'text':
      return draft.text
    case 'template':
      return draft.template
    case 'location':
      return draft.location
    case 'contacts':
      return { contacts: draft.contacts }
    case 'reaction':
      return draft.reaction
    case 'interactive':
      return draft.interactive
    case 'image':
      return draft.image
    case 'video':
      return draft.video
    case 'audio':
      return draft.audio
    case 'document':
      return draft.document
    case 'sticker':
      return draft.sticker
  }
}

/** The other way about: what stands under the type's name in a request to Meta. */
export function sentContent(type: string, content: unknown): unknown {
  const isWrapped = type === 'contacts' && typeof content === 'object' && content !== null && 'contacts' in content
  return isWrapped ? content.contacts : content
}
