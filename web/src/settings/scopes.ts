import type { Ability } from '@recado/contract/team'
import type { TFunction } from 'i18next'

/** What a key may be given, in the order of the form. */
export const KEY_SCOPES = [
  'conversations.read',
  'conversations.reply',
  'contacts.edit',
  'contacts.manage',
  'contacts.export',
  'templates.read',
  'templates.sync',
  'templates.create',
  'numbers.read',
  'numbers.connect',
  'members.read',
] as const satisfies readonly Ability[]
export type KeyScope = (typeof KEY_SCOPES)[number]

/** Scope names hold dots, which i18next takes for steps; so they are looked up by hand. */
export function scopeWord(t: TFunction<'settings'>, scope: string): string {
  const words = t('keys.scope', { returnObjects: true }) as Readonly<Record<string, string>>
  return words[scope] ?? scope
}
