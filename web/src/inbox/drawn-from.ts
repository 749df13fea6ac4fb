import type { ConversationView } from '@recado/contract/conversations'
import { type FunctionComponent, memo } from 'react'

/**
 * A component that shows some of a conversation. Every message replaces the whole conversation; this is drawn again only when what it
 * shows has changed. It is told whole conversations, but its own type lets it use no other fields than those named here.
 */
export function drawnFrom<Field extends keyof ConversationView, Props extends { conversation: Pick<ConversationView, Field> }>(
  fields: readonly Field[],
  Component: FunctionComponent<Props>,
) {
  return memo(Component, ({ conversation: before, ...propsBefore }, { conversation: now, ...props }) => {
    return fields.every((field) => Object.is(before[field], now[field])) && isSame(propsBefore, props)
  })
}

function isSame(before: object, now: object): boolean {
  const known = new Map(Object.entries(before))
  const entries = Object.entries(now)
  return known.size === entries.length && entries.every(([name, value]) => known.has(name) && Object.is(known.get(name), value))
}
