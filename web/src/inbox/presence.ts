/** Who else is in a conversation. Nobody says goodbye when a laptop closes, so what is not repeated fades. */
import type { Presence } from '@recado/contract/events'

/** Reported again this often while the conversation is in front. */
export const LOOKING_EVERY_MS = 20_000
/** While typing, at most this often. */
export const TYPING_EVERY_MS = 4_000
const LOOKING_FADES_MS = 50_000
const TYPING_FADES_MS = 8_000

export interface Visitor {
  userId: string
  name: string
  isTyping: boolean
}

interface Seen extends Presence {
  at: number
}

/** Per conversation, per person. */
export type PresenceState = Readonly<Record<string, Readonly<Record<string, Seen>>>>

export function withPresence(state: PresenceState, presence: Presence, at: number): PresenceState {
  const { [presence.userId]: _before, ...others } = state[presence.conversationId] ?? {}
  const here = presence.doing === 'left' ? others : { ...others, [presence.userId]: { ...presence, at } }
  return { ...state, [presence.conversationId]: here }
}

export function visitors(state: PresenceState, conversationId: string, who: { me: string; now: number }): Visitor[] {
  return Object.values(state[conversationId] ?? {})
    .filter((seen) => seen.userId !== who.me && who.now - seen.at < LOOKING_FADES_MS)
    .map((seen) => ({ userId: seen.userId, name: seen.name, isTyping: seen.doing === 'typing' && who.now - seen.at < TYPING_FADES_MS }))
}
