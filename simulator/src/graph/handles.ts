/** What resumable uploads ended in: handles, which live for a day, and what Meta shows of a template's sample afterwards. */
import { createHash } from 'node:crypto'
import type { Account } from '../world/account.ts'
import type { Json } from '../world/records.ts'
import type { World } from '../world/world.ts'
import { isObject } from './call.ts'
import type { Handles } from './templates/parts.ts'

const LIVES = 24 * 3600 * 1000

export function handlesOf(world: World, account: Account): Handles {
  return (handle) => {
    const file = world.uploaded.get(handle)
    return file && account.now() - file.uploadedAt < LIVES ? file.mimeType : null
  }
}

/** A handle goes in, an address on Meta's file host comes out: nobody can use it for another template. */
export function withoutHandles(components: readonly Json[]): Json[] {
  return components.map((component) => ({
    ...component,
    ...(isObject(component.example) && Array.isArray(component.example.header_handle)
      ? { example: { header_handle: component.example.header_handle.map(addressOf) } }
      : {}),
    ...(Array.isArray(component.cards) ? { cards: component.cards.map(cardWithout) } : {}),
  }))
}

const cardWithout = (card: unknown): unknown =>
  isObject(card) && Array.isArray(card.components) ? { ...card, components: withoutHandles(card.components.filter(isObject)) } : card

const addressOf = (handle: unknown): string =>
  `https://scontent.whatsapp.net/v/t61.29466-34/${createHash('sha256').update(String(handle)).digest('hex').slice(0, 32)}`
