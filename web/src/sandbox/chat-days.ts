import type { PhoneMessage } from './phone-api.ts'

export interface ChatDay {
  at: number
  name: 'today' | 'yesterday' | 'date'
  messages: PhoneMessage[]
}

/** Messages under the day they belong to, in the order given. Reactions sit on their message and are no line of their own. */
export function chatDays(messages: readonly PhoneMessage[], now: number): ChatDay[] {
  const today = dayOf(now)
  const yesterday = dayOf(now - 24 * 60 * 60 * 1000)
  const days: ChatDay[] = []
  for (const message of messages) {
    if (message.type === 'reaction') continue
    const at = dayOf(message.timestamp)
    const last = days.at(-1)
    if (last?.at === at) last.messages.push(message)
    else days.push({ at, name: at === today ? 'today' : at === yesterday ? 'yesterday' : 'date', messages: [message] })
  }
  return days
}

const dayOf = (at: number) => new Date(at).setHours(0, 0, 0, 0)
