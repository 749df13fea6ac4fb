/** What was typed and not sent, per conversation. It stays in this browser and survives a reload; other tabs see it too. */
const PREFIX = 'recado-draft:'

export interface Drafts {
  all(): Record<string, string>
  save(conversationId: string, text: string): void
  /** Another tab changed one. */
  onChange(listener: (conversationId: string, text: string) => void): () => void
}

export function draftsOf(scopeKey: string, storage: Storage = localStorage): Drafts {
  const prefix = `${PREFIX}${scopeKey}:`
  return {
    all: () => {
      const drafts: Record<string, string> = {}
      for (let at = 0; at < storage.length; at += 1) {
        const key = storage.key(at)
        if (key?.startsWith(prefix)) drafts[key.slice(prefix.length)] = storage.getItem(key) ?? ''
      }
      return drafts
    },
    save: (conversationId, text) => {
      if (text.trim() === '') storage.removeItem(prefix + conversationId)
      else storage.setItem(prefix + conversationId, text)
    },
    onChange: (listener) => {
      const hear = ({ key, newValue }: StorageEvent) => {
        if (key?.startsWith(prefix)) listener(key.slice(prefix.length), newValue ?? '')
      }
      window.addEventListener('storage', hear)
      return () => window.removeEventListener('storage', hear)
    },
  }
}
