/** The places of the rail, in order. A place that a person may not enter is absent, not disabled. */
import type { Ability } from '@recado/contract/team'
import { IconDeviceMobile, IconHelpCircle, IconInbox, IconMessage2Code, IconRoute, IconSettings, IconUsers } from '@tabler/icons-react'

export const PLACES = [
  { id: 'inbox', to: '/inbox/{-$conversationId}', icon: IconInbox, needs: 'conversations.read', end: false },
  { id: 'contacts', to: '/contacts', icon: IconUsers, needs: 'conversations.read', end: false },
  { id: 'templates', to: '/templates', icon: IconMessage2Code, needs: 'templates.read', end: false },
  { id: 'numbers', to: '/numbers', icon: IconDeviceMobile, needs: 'numbers.read', end: false },
  { id: 'road', to: '/road', icon: IconRoute, needs: 'installation.manage', end: true },
  { id: 'help', to: '/help', icon: IconHelpCircle, needs: null, end: true },
  { id: 'settings', to: '/settings', icon: IconSettings, needs: null, end: true },
] as const satisfies readonly { id: string; to: string; icon: unknown; needs: Ability | null; end: boolean }[]

export type Place = (typeof PLACES)[number]

export function placesFor(abilities: readonly Ability[]): readonly Place[] {
  return PLACES.filter((place) => place.needs === null || abilities.includes(place.needs))
}
