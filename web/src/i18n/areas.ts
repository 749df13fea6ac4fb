/**
 * Words are split by area, so that a page loads only its own. pt-BR is written first and is the type; the others must have its keys.
 */
import type { Locale } from '@recado/contract/team'
import type alerts from './pt-BR/alerts.ts'
import type assets from './pt-BR/assets.ts'
import type builder from './pt-BR/builder.ts'
import type coexistence from './pt-BR/coexistence.ts'
import type common from './pt-BR/common.ts'
import type compose from './pt-BR/compose.ts'
import type contacts from './pt-BR/contacts.ts'
import type doctor from './pt-BR/doctor.ts'
import type help from './pt-BR/help.ts'
import type inbox from './pt-BR/inbox.ts'
import type kinds from './pt-BR/kinds.ts'
import type library from './pt-BR/library.ts'
import type media from './pt-BR/media.ts'
import type numberAssets from './pt-BR/numberAssets.ts'
import type numberBlocked from './pt-BR/numberBlocked.ts'
import type numberHistory from './pt-BR/numberHistory.ts'
import type numberNames from './pt-BR/numberNames.ts'
import type numberService from './pt-BR/numberService.ts'
import type numberSettings from './pt-BR/numberSettings.ts'
import type numberStarters from './pt-BR/numberStarters.ts'
import type numbers from './pt-BR/numbers.ts'
import type problems from './pt-BR/problems.ts'
import type registration from './pt-BR/registration.ts'
import type road from './pt-BR/road.ts'
import type roadCodes from './pt-BR/roadCodes.ts'
import type roadItems from './pt-BR/roadItems.ts'
import type sandbox from './pt-BR/sandbox.ts'
import type session from './pt-BR/session.ts'
import type settings from './pt-BR/settings.ts'
import type setup from './pt-BR/setup.ts'
import type signup from './pt-BR/signup.ts'
import type teams from './pt-BR/teams.ts'
import type templateLife from './pt-BR/templateLife.ts'
import type templates from './pt-BR/templates.ts'

export interface Areas {
  alerts: typeof alerts
  assets: typeof assets
  builder: typeof builder
  coexistence: typeof coexistence
  common: typeof common
  compose: typeof compose
  contacts: typeof contacts
  doctor: typeof doctor
  help: typeof help
  inbox: typeof inbox
  kinds: typeof kinds
  library: typeof library
  media: typeof media
  numberAssets: typeof numberAssets
  numberHistory: typeof numberHistory
  numberNames: typeof numberNames
  numberSettings: typeof numberSettings
  numberStarters: typeof numberStarters
  numberBlocked: typeof numberBlocked
  numberService: typeof numberService
  numbers: typeof numbers
  problems: typeof problems
  registration: typeof registration
  road: typeof road
  roadCodes: typeof roadCodes
  roadItems: typeof roadItems
  sandbox: typeof sandbox
  session: typeof session
  settings: typeof settings
  setup: typeof setup
  signup: typeof signup
  teams: typeof teams
  templateLife: typeof templateLife
  templates: typeof templates
}
export type Area = keyof Areas

export const LOCALES = ['pt-BR', 'en', 'es'] as const satisfies readonly Locale[]
/** Each language in its own words, as a person looks for it. */
export const LOCALE_NAMES: Record<Locale, string> = { 'pt-BR': 'Português', en: 'English', es: 'Español' }

/** The same keys with other words. */
export type Translated<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translated<T[K]> }

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: Areas
    returnNull: false
  }
}
