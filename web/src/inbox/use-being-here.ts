import type { ConversationView } from '@recado/contract/conversations'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { LOOKING_EVERY_MS } from './presence.ts'
import { useInboxStore } from './use-inbox.ts'

/** Tells the others that somebody is looking, and the server that what is on screen was read. Only while this window is in front. */
export function useBeingHere({ id, unreadCount, lastMessage }: ConversationView, isReady: boolean): void {
  const store = useInboxStore()
  const isInFront = useSyncExternalStore(onFrontChange, isWindowInFront)
  const reported = useRef('')

  useEffect(() => {
    if (!isInFront) return
    store.commands.reportPresence(id, 'looking')
    const timer = setInterval(() => store.commands.reportPresence(id, 'looking'), LOOKING_EVERY_MS + 500)
    return () => clearInterval(timer)
  }, [store, id, isInFront])

  useEffect(() => {
    const leave = () => store.commands.reportPresence(id, 'left')
    addEventListener('pagehide', leave)
    return () => {
      removeEventListener('pagehide', leave)
      leave()
    }
  }, [store, id])

  useEffect(() => {
    const unread = `${unreadCount} ${lastMessage?.id ?? ''}`
    if (!isReady || !isInFront || unreadCount === 0 || reported.current === unread) return
    reported.current = unread
    store.commands.markRead(id)
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
