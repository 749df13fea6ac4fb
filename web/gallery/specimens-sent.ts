/** What we send, one of each, and how far a message of ours can get. */
import { draftContent } from '@recado/contract/draft-content'
import { type DraftMessage, draftMessage, type MessageStatus, type MessageView } from '@recado/contract/messages'
import { SAMPLES } from '../../tests/contract/send-samples.ts'
import { file, type Specimen, said, text } from './specimens.ts'

const OURS = { direction: 'out', origin: 'inbox', author: { id: '00000000-0000-4000-8000-0000000000aa', name: 'Bia Souza' } } as const
const delivered: Partial<MessageView> = { ...OURS, status: 'read' }

const sent = (draft: DraftMessage) =>
  said(draft.type, { ...draftContent(draft) }, { ...delivered, text: draft.type === 'text' ? draft.text.body : '' })

/** Meta's words, and ours for what happens before and instead. */
const WAYS: Readonly<Record<MessageStatus, Partial<MessageView>>> = {
  queued: {},
  sending: {},
  accepted: {},
  sent: {},
  delivered: {},
  read: {},
  played: {},
  failed: {
    error: {
      code: 131_047,
      reason: 'window_closed',
      title: 'Re-engagement message',
      details: null,
      retryable: false,
      at: '2026-11-22T12:00:00.000Z',
    },
  },
  unknown: {},
}

export const STATUSES = Object.keys(WAYS)

export const SENT: readonly Specimen[] = [
  ...Object.entries(SAMPLES)
    .filter(([kind]) => kind !== 'reaction')
    .map(([kind, draft]) => ({ title: `Sent: ${kind}`, messages: [sent(draftMessage.parse(draft))] })),
  {
    title: 'Sent: photo',
    messages: [said('image', {}, { ...delivered, text: 'A vitrine de hoje', media: file('image', { width: 600, height: 800 }) })],
  },
  {
    title: 'Sent: voice note',
    messages: [said('audio', { voice: true }, { ...delivered, media: file('audio', { isVoice: true, durationMs: 4_000 }) })],
  },
  {
    title: 'Sent: template',
    messages: [said('template', { name: 'pedido_pronto', language: { code: 'pt_BR' } }, { ...delivered, text: 'Seu pedido está pronto.' })],
  },
  { title: 'Sent from the phone app', messages: [text('Já respondo pelo celular', { ...delivered, origin: 'phone', author: null })] },
  { title: 'Sent by a program', messages: [text('Sua nota fiscal chegou', { ...delivered, origin: 'api', author: null })] },
  ...Object.entries(WAYS).map(([status, rest]) => ({
    title: `Status: ${status}`,
    messages: [text('Entregamos, sim', { ...OURS, ...rest, status: status as MessageStatus })], // the keys of WAYS
  })),
]
