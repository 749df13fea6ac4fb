import { useCallback } from 'react'
import { useInboxStore } from '../inbox/use-inbox.ts'
import { type Shown, shownOf } from './shown.ts'

/** The files of a thread that the lightbox can go through, as they are at the moment of asking. */
export function useThreadFiles(conversationId: string): () => Shown[] {
  const store = useInboxStore()
  return useCallback(() => shownOf(store.state().inbox?.threads[conversationId] ?? []), [store, conversationId])
}
