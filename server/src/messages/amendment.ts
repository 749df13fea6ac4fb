/** What edits and deletions make of a message. Pure. */
import { isObject, type JsonObject } from '@recado/cloud-api/json'
import type { MessageRow } from './present.ts'
import { summaryOf } from './summary.ts'

export interface Amendment {
  readonly type: string
  /** of an edit: {original_message_id, message: {type, [type]: …}} */
  readonly content: JsonObject
  readonly at: Date
}

export const isAmendment = (type: string): boolean => type === 'edit' || type === 'revoke'

/**
 * @param amendments all of the message's, oldest first
 * @returns the message as it is after them, or null where that is how it was. What was taken back keeps nothing of what it said.
 */
export function amended(message: MessageRow, amendments: readonly Amendment[]): MessageRow | null {
  const revoke = amendments.find((one) => one.type === 'revoke')
  if (revoke !== undefined) {
    if (message.revoked_at !== null) return null
    return { ...message, content: {}, text: '', marks: null, raw: null, media: null, revoked_at: revoke.at }
  }
  const edit = amendments.findLast((one) => one.type === 'edit')
  const content = edit === undefined ? null : editedContent(message, edit.content)
  if (edit === undefined || content === null) return null
  const isSame = message.edited_at?.getTime() === edit.at.getTime() && JSON.stringify(content) === JSON.stringify(message.content)
  return isSame ? null : { ...message, content, text: summaryOf(message.type, content), edited_at: edit.at }
}

/** An edit says again what it changes (the text, a caption) and is silent about the rest (the picture). */
function editedContent(message: MessageRow, edit: JsonObject): JsonObject | null {
  const next = isObject(edit['message']) ? edit['message'][message.type] : undefined
  if (!isObject(next)) return null
  const before = isObject(message.content) ? message.content : {}
  return { ...before, ...next }
}
