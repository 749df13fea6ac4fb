/** Server-sent event frames of the log, and who gets which. Pure. */
import { veil } from '../platform/veil.ts'
import { maySee, type Sight } from '../team/sight.ts'

export interface LoggedEvent {
  readonly seq: number
  readonly at: Date
  readonly concerns_conversation: boolean
  readonly assignee_id: string | null
  readonly was_assignee_id: string | null
  readonly body: string
}

export interface Frame {
  readonly seq: number
  readonly event: LoggedEvent
  readonly text: string
}

export function frameOf(event: LoggedEvent): Frame {
  return { seq: event.seq, event, text: wire(event.seq, event.body) }
}

const wire = (seq: number, body: string): string => `event: change\nid: ${seq}\ndata: ${body}\n\n`

/** Made once per frame, however many agents listen. */
const veiledTexts = new WeakMap<Frame, string>()

function veiledText(frame: Frame): string {
  const text = veiledTexts.get(frame) ?? wire(frame.seq, JSON.stringify(veil(JSON.parse(frame.event.body))))
  veiledTexts.set(frame, text)
  return text
}

/**
 * The text a person is sent for an event: the event itself, word that a conversation left their sight, or nothing. Numbers they are not
 * sent are no gap: the client takes the number of what it gets.
 */
export function textFor(sight: Sight, frame: Frame): string {
  const { event } = frame
  if (!event.concerns_conversation || maySee(sight, event.assignee_id)) return sight.veiled ? veiledText(frame) : frame.text
  if (!maySee(sight, event.was_assignee_id)) return ''
  return `event: change\nid: ${frame.seq}\ndata: ${JSON.stringify({ type: 'conversation.hidden', conversationId: conversationIn(event.body) })}\n\n`
}

function conversationIn(body: string): string {
  const event = JSON.parse(body) as { conversationId?: string; conversation?: { id: string } } // written by publish()
  return event.conversation?.id ?? event.conversationId ?? ''
}
