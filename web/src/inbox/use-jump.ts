/** Going to a message that another one answers, also when it is further back than what has been read. */
import type { MessageView } from '@recado/contract/messages'
import { type RefObject, useEffect, useState } from 'react'
import type { ThreadRow } from './thread-rows.ts'
import { useInbox, useInboxStore, useLatest } from './use-inbox.ts'

/** The most a page of history may hold. */
const MANY = 100

export interface Jump {
  /** History is being read to find it. */
  isSeeking: boolean
  jumpTo(message: MessageView): void
}

export function useJump(conversationId: string, rows: readonly ThreadRow[], scroller: RefObject<HTMLElement | null>): Jump {
  const store = useInboxStore()
  const pages = useInbox((state) => state.pages[conversationId])
  const [sought, setSought] = useState<string | null>(null)
  const key = sought === null ? undefined : keyOf(rows, sought)

  useEffect(() => {
    if (sought === null) return
    if (key !== undefined) flash(scroller.current, key)
    const isOver = key !== undefined || !pages || pages.problem !== null || (pages.cursor === null && !pages.isLoading)
    if (isOver) setSought(null)
    else if (!pages.isLoading) store.threads.older(conversationId, MANY)
  }, [sought, key, pages, store, conversationId, scroller])

  const jumpTo = useLatest((message: MessageView) => {
    const known = keyOf(rows, message.id)
    if (known === undefined) setSought(message.id)
    else flash(scroller.current, known)
  })
  return { isSeeking: sought !== null, jumpTo }
}

function keyOf(rows: readonly ThreadRow[], messageId: string): string | undefined {
  return rows.find((row) => row.kind === 'bubble' && row.entry.kind === 'stored' && row.entry.message.id === messageId)?.key
}

function flash(scroller: HTMLElement | null, key: string): void {
  const bubble = scroller?.querySelector<HTMLElement>(`[data-message="${key}"] [data-bubble]`)
  if (!bubble) return
  bubble.scrollIntoView({ block: 'center' })
  bubble.dataset.flash = ''
  setTimeout(() => delete bubble.dataset.flash, 1_200)
}
