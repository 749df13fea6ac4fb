import type { ConversationView } from '@recado/contract/conversations'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { LOOKING_EVERY_MS } from './presence.ts'
import { useInboxStore } from './use-inbox.ts'

/** Somebody who writes line by line is read at once, and a flood is read once a second. */
const READ_EVERY_MS = 1_000
/** Whoever only passes through, card by card, is not announced in each. */
const SETTLED_MS = 300

/** Tells the others that somebody is looking, and the server that what is on screen was read. Only while this window is in front. */
export function useBeingHere({ id, unreadCount, lastMessage }: ConversationView, isReady: boolean): void {
  const store = useInboxStore()
  const isInFront = useSyncExternalStore(onFrontChange, isWindowInFront)
  /** others were told that we are here */
  const isKnown = useRef(false)
  const reported = useRef({ what: '', at: Number.NEGATIVE_INFINITY })

  useEffect(() => {
    if (!isInFront) return
    const look = () => {
      isKnown.current = true
      store.commands.reportPresence(id, 'looking')
    }
    const settled = setTimeout(look, SETTLED_MS)
    const timer = setInterval(look, LOOKING_EVERY_MS + 500)
    return () => {
      clearTimeout(settled)
      clearInterval(timer)
    }
  }, [store, id, isInFront])

  useEffect(() => {
    const leave = () => {
      if (isKnown.current) store.commands.reportPresence(id, 'left')
      isKnown.current = false
    }
    addEventListener('pagehide', leave)
    return () => {
      removeEventListener('pagehide', leave)
      setTimeout(leave) // what is opened instead comes first
    }
  }, [store, id])

  useEffect(() => {
    const unread = `${unreadCount} ${lastMessage?.id ?? ''}`
    if (!isReady || !isInFront || unreadCount === 0 || reported.current.what === unread) return
    const report = () => {
      reported.current = { what: unread, at: performance.now() }
      store.commands.markRead(id)
    }
    const rest = reported.current.at + READ_EVERY_MS - performance.now()
    if (rest <= 0) return report()
    const timer = setTimeout(report, rest)
    return () => clearTimeout(timer)
  }, [store, id, isReady, isInFront, unreadCount, lastMessage?.id])
}

function isWindowInFront(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus()
}

const FRONT_EVENTS = ['focus', 'blur', 'visibilitychange'] as const

function onFrontChange(listener: () => void): () => void {
  for (const name of FRONT_EVENTS) addEventListener(name, listener, true)
  return () => {
    for (const name of FRONT_EVENTS) removeEventListener(name, listener, true)
  }
}
