import { beforeEach, expect, test } from 'vitest'
import { readDraft, writeDraft } from './draft.ts'

const kept = new Map<string, string>()
const storage = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
} as Storage
beforeEach(() => kept.clear())

test('the two ids come back after a reload, in the workspace they were typed in', () => {
  writeDraft(storage, 'one', { wabaId: '100200300400500', phoneNumberId: '' })
  expect(readDraft(storage, 'one')).toEqual({ wabaId: '100200300400500', phoneNumberId: '' })
  expect(readDraft(storage, 'two')).toEqual({ wabaId: '', phoneNumberId: '' })
})

test('a secret pasted into the wrong field is not kept', () => {
  writeDraft(storage, 'one', { wabaId: 'EAAGm0PX4ZCpsBAabc', phoneNumberId: '' })
  expect([...kept.values()].join()).not.toMatch(/[a-z]/i)
})

test('an empty form leaves nothing behind', () => {
  writeDraft(storage, 'one', { wabaId: '1', phoneNumberId: '' })
  writeDraft(storage, 'one', { wabaId: '', phoneNumberId: '' })
  expect(kept.size).toBe(0)
})
