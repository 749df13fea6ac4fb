import type { DraftMessage } from '@recado/contract/messages'

/** What every form of the add menu gets. */
export interface FormProps {
  readonly conversationId: string
  send(draft: DraftMessage, text: string): void
}

/** Absent instead of empty: Meta refuses an empty text. */
export const filled = <K extends string>(key: K, text: string): Partial<Record<K, string>> =>
  (text.trim() === '' ? {} : { [key]: text.trim() }) as Partial<Record<K, string>> // one key, as said

export const textPart = <K extends 'body' | 'footer'>(key: K, text: string): Partial<Record<K, { text: string }>> =>
  (text.trim() === '' ? {} : { [key]: { text: text.trim() } }) as Partial<Record<K, { text: string }>> // one key, as said

export const headerPart = (text: string): { header?: { type: 'text'; text: string } } =>
  text.trim() === '' ? {} : { header: { type: 'text', text: text.trim() } }
