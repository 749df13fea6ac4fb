/** Files put together for a conversation and not sent yet. They wait here while another conversation is looked at, and are sent meanwhile. */
import type { MediaView } from '@recado/contract/media'
import type { MediaKind } from '@recado/contract/media-rules'
import type { ProblemCode } from '../api.ts'
import type { InboxStore } from '../inbox/inbox-store.ts'
import type { Fate } from './chosen-file.ts'

export interface TrayItem {
  readonly key: string
  readonly file: File
  /** An address of the picture within this page; null for anything else. */
  readonly picture: string | null
  readonly kind: MediaKind | null
  readonly state: 'looking' | 'problem' | 'uploading' | 'ready' | 'failed'
  readonly fate: Fate | null
  /** 0 to 1 */
  readonly progress: number
  readonly media: MediaView | null
  readonly caption: string
  readonly error: ProblemCode | 'broken' | null
}

export interface Shelf {
  items(): readonly TrayItem[]
  change(next: (items: readonly TrayItem[]) => readonly TrayItem[]): void
  subscribe(listener: () => void): () => void
  /** Uploads, by the key of their item. */
  readonly underWay: Map<string, AbortController>
}

/** The inbox is one person's in one workspace; what lies here goes with it. */
const shelves = new WeakMap<InboxStore, Map<string, Shelf>>()

export function shelfOf(store: InboxStore, conversationId: string): Shelf {
  const all = shelves.get(store) ?? new Map<string, Shelf>()
  shelves.set(store, all)
  const shelf = all.get(conversationId) ?? makeShelf()
  all.set(conversationId, shelf)
  return shelf
}

function makeShelf(): Shelf {
  let items: readonly TrayItem[] = []
  const listeners = new Set<() => void>()
  return {
    items: () => items,
    change: (next) => {
      items = next(items)
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    underWay: new Map(),
  }
}
