import type { Person } from '@recado/cloud-api/webhook'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '../platform/scope.ts'
import { type SendingWorld, sendingWorld } from '../test/sending-world.ts'
import { resolveContacts } from './resolve.ts'

let world: SendingWorld
beforeAll(async () => {
  world = await sendingWorld()
})
afterAll(() => world.close())

const person = (waId: string, bsuid: string | null = null): Person => ({
  waId,
  bsuid,
  parentBsuid: null,
  profileName: null,
  username: null,
})
const resolve = (...people: Person[]) =>
  inTransaction(world.scope, (tx) => resolveContacts(tx.db, world.workspaceId, people, world.scope.now))

test('whoever is met for the first time by several transactions at once is one contact', async () => {
  for (let round = 0; round < 10; round++) {
    const many = Array.from({ length: 8 }, (_, n) => person(`55219000${round}${n}`))
    const met = await Promise.all([resolve(...many), resolve(...many.toReversed()), resolve(...many), resolve(...many.slice(3))])
    const ids = new Set(met.flat().map((contact) => contact.id))
    expect(ids.size).toBe(8)
  }
})

test('also when one of them knows the phone only and the other the user id as well', async () => {
  for (let round = 0; round < 10; round++) {
    const phone = `5521911110${round}`
    const met = await Promise.all([resolve(person(phone)), resolve(person(phone, `BR.user${round}`)), resolve(person(phone))])
    expect(new Set(met.flat().map((contact) => contact.id)).size).toBe(1)
  }
})
