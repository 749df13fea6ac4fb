import { emptyDraft } from '@recado/contract/template-draft/draft'
import { expect, test } from 'vitest'
import { draftKey, forgetKept, keepDrafts, readKept } from './kept-draft.ts'

function memory(): Storage {
  const kept = new Map<string, string>()
  return {
    get length() {
      return kept.size
    },
    key: (at) => [...kept.keys()][at] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  }
}

const key = draftKey('workspace', 'new')
const draft = { ...emptyDraft('es'), name: 'aviso' }

test('a draft is kept until it is forgotten, and apart from those of other workspaces', () => {
  const storage = memory()
  keepDrafts(storage, key, [draft])
  expect(readKept(storage, key)).toEqual([draft])
  expect(readKept(storage, draftKey('another', 'new'))).toBeNull()
  forgetKept(storage, key)
  expect(readKept(storage, key)).toBeNull()
})

test.each(['', '{', 'null', '7', '{"version":0,"drafts":[]}'])('what cannot be read counts as nothing: %s', (text) => {
  const storage = memory()
  storage.setItem(key, text)
  expect(readKept(storage, key)).toBeNull()
})

test('a full storage does not disturb the writing', () => {
  const storage = {
    ...memory(),
    setItem: () => {
      throw new Error('QuotaExceededError')
    },
  }
  expect(() => keepDrafts(storage, key, [draft])).not.toThrow()
})
