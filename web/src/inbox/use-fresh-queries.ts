import type { Event } from '@recado/contract/events'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { countsQuery } from '../shell/counts.ts'
import type { InboxStore } from './inbox-store.ts'
import { conversationOf } from './live-state.ts'
import { rhythm } from './rhythm.ts'

const COUNTS = { afterMs: 100, everyMs: 2_000 }
/** The first change is read at once; of a flood of them, one a second. */
const OTHERS = { afterMs: 0, everyMs: 1_000 }

/** Hands what the stream tells to the pages that ask by query: counts, templates, numbers, members, one's own rights. */
export function useFreshQueries(store: InboxStore): void {
  const client = useQueryClient()
  useEffect(() => {
    const recount = rhythm(COUNTS, () => void client.invalidateQueries({ queryKey: countsQuery.queryKey }))
    const refreshers = new Map(KEYS.map((key) => [key, rhythm(OTHERS, () => void client.invalidateQueries({ queryKey: [key] }))]))
    // What was answered before the first snapshot may have changed before it too, and the stream tells only of what came after it.
    const catchUp = () => {
      if (!store.state().inbox) return
      begun()
      for (const key of KEYS) void client.invalidateQueries({ queryKey: [key] })
    }
    const begun = store.subscribe(catchUp)
    catchUp()
    const stop = store.onNews((news) => {
      if (news === 'reset') {
        void client.invalidateQueries()
        return
      }
      for (const key of staleKeys(news)) refreshers.get(key)?.ask()
      const moved = news.some(
        (event) => conversationOf(event) !== null && event.type !== 'message.updated' && event.type !== 'message.amended',
      )
      if (moved) recount.ask()
    })
    return () => {
      begun()
      stop()
      recount.stop()
      for (const refresher of refreshers.values()) refresher.stop()
    }
  }, [client, store])
}

/** Which queries an event makes stale, by the first word of their keys. */
const STALE: Partial<Record<Event['type'], readonly string[]>> = {
  'templates.synced': ['templates'],
  'alerts.changed': ['alerts'],
  'contact.updated': ['contact', 'contacts'],
  'contacts.changed': ['contact', 'contacts'],
  'conversation.rearranged': ['contact'],
  'number.updated': ['numbers'],
  'number.removed': ['numbers'],
  'member.updated': ['members', 'session'],
  'member.removed': ['members', 'session', 'teams'],
  'team.updated': ['teams', 'templates'],
  'team.removed': ['teams', 'templates'],
  'workspace.updated': ['workspace', 'session'],
}
const KEYS = [...new Set(Object.values(STALE).flat())]

const staleKeys = (events: readonly Event[]) => new Set(events.flatMap(({ type }) => STALE[type] ?? []))
