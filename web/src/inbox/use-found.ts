import { useSearch } from '@tanstack/react-router'
import { type RefObject, useEffect, useRef } from 'react'
import type { ThreadRow } from './thread-rows.ts'
import { useInbox, useInboxStore } from './use-inbox.ts'

interface Found {
  conversationId: string
  scroller: RefObject<HTMLElement | null>
  rows: readonly ThreadRow[]
  /** before the thread is scrolled */
  letGo(): void
}

/** The address may name a message (`?message=`), as the search gives it: it is read, brought into sight and marked. */
export function useFound({ conversationId, scroller, rows, letGo }: Found): void {
  const store = useInboxStore()
  const isReady = useInbox((state) => state.pages[conversationId]?.isReady ?? false)
  const { message, from } = useSearch({ strict: false })
  const asked = useRef<string | null>(null)
  const shown = useRef<string | null>(null)

  useEffect(() => {
    if (message === undefined || from === undefined) {
      shown.current = null
      return
    }
    if (!isReady || shown.current === message) return
    const row = rows.find((one) => one.kind === 'bubble' && one.entry.kind === 'stored' && one.entry.message.id === message)
    const bubble = row && bubbleOf(scroller.current, row.key)
    if (bubble) {
      shown.current = message
      for (const before of scroller.current?.querySelectorAll<HTMLElement>('[data-found]') ?? []) delete before.dataset['found']
      bubble.dataset['found'] = ''
      letGo()
      bubble.scrollIntoView({ block: 'center' })
      bubble.focus({ preventScroll: true })
    } else if (asked.current !== message) {
      asked.current = message
      store.threads.reach(conversationId, from)
    }
  }, [message, from, isReady, rows, conversationId, scroller, store, letGo])
}

function bubbleOf(scroller: HTMLElement | null, key: string): HTMLElement | null {
  return scroller?.querySelector<HTMLElement>(`[data-message="${key}"] [data-bubble]`) ?? null
}
