import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { isProblem } from '../api.ts'
import { newUuid } from '../ids.ts'
import { useProblemText } from '../ui/problem-text.ts'
import { showToast } from '../ui/toasts.ts'
import { type ChatKey, type PhoneDraft, type PhoneMessage, phoneApi } from './phone-api.ts'
import { keys } from './use-sandbox.ts'

interface Waiting {
  draft: PhoneDraft
  shown: PhoneMessage
}

/** Sends what the customer writes, in order. Until the simulator has it, it stands in the chat with a clock; offline, that may be long. */
export function useSend(key: ChatKey, online: boolean): { waiting: PhoneMessage[]; send(draft: PhoneDraft): void } {
  const queries = useQueryClient()
  const problemText = useProblemText()
  const [waiting, setWaiting] = useState<readonly Waiting[]>([])
  const underWay = useRef<string | null>(null)
  const { wabaId, customerId, phoneNumberId } = key
  const next = waiting[0]

  useEffect(() => {
    if (!next || !online || underWay.current === next.shown.id) return
    underWay.current = next.shown.id
    const chat = { wabaId, customerId, phoneNumberId }
    untilAnswered(() => phoneApi.send(chat, next.draft, next.shown.id))
      .then(() => queries.invalidateQueries({ queryKey: keys.chat(chat) }))
      .catch((error: unknown) => showToast(problemText(error), { tone: 'danger' }))
      .finally(() => setWaiting((others) => others.filter((one) => one !== next)))
  }, [next, online, queries, problemText, wabaId, customerId, phoneNumberId])

  const send = useCallback((draft: PhoneDraft) => setWaiting((others) => [...others, { draft, shown: asMessage(draft) }]), [])
  return { waiting: waiting.map(({ shown }) => shown), send }
}

const AGAIN_MS = 1_000

/** A phone keeps trying while nobody answers; a refusal is an answer. */
async function untilAnswered(work: () => Promise<unknown>): Promise<void> {
  for (;;) {
    const failed = await work().then(
      () => null,
      (error: unknown) => ({ error }),
    )
    if (!failed) return
    if (!isProblem(failed.error, 'offline') && !isProblem(failed.error, 'unavailable')) throw failed.error
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
  }
}

function asMessage(draft: PhoneDraft): PhoneMessage {
  const id = newUuid()
  return {
    id,
    clientId: id,
    from: 'customer',
    type: draft.type,
    content: { ...contentOf(draft) },
    context: draft.context ?? null,
    reaction: null,
    timestamp: Date.now(),
    status: null,
  }
}

function contentOf(draft: PhoneDraft): object {
  switch (draft.type) {
    case 'text':
      return draft.text
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
    case 'button':
      return draft.button
    case 'reaction':
      return draft.reaction
    case 'location':
      return draft.location
    case 'contacts':
      return { contacts: draft.contacts }
    case 'interactive':
      return draft.interactive
    case 'order':
      return draft.order
    case 'unsupported':
      return draft.unsupported
    case 'hologram':
      return draft.hologram
  }
}
