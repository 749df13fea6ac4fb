/** Without schemas, so that a browser can order messages without loading them. */
import type { MessageView } from './messages.ts'

type Placed = Pick<MessageView, 'at' | 'arrival' | 'id'>

/** Compares by the one order messages have within a conversation. */
export function compareMessages(a: Placed, b: Placed): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1
  if (a.arrival !== b.arrival) return a.arrival - b.arrival
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
