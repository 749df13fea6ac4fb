import type { Locale } from '@recado/contract/team'
import i18next, { type BackendModule } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { type Area, LOCALES } from './areas.ts'

const STORED = 'recado-locale'
const files = import.meta.glob<{ default: Texts }>('./{pt-BR,en,es}/*.ts')
type Texts = { readonly [key: string]: string | Texts }

const backend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: async (language: string, area: string) => {
    const load = files[`./${language}/${area}.ts`]
    return load ? withMany((await load()).default) : {}
  },
}

/** Portuguese and Spanish have a third plural, for round millions. Nothing here needs words of its own for it. */
export function withMany(texts: Texts): Texts {
  const all: Record<string, string | Texts> = {}
  for (const [key, value] of Object.entries(texts)) {
    all[key] = typeof value === 'string' ? value : withMany(value)
    if (key.endsWith('_other')) all[`${key.slice(0, -'_other'.length)}_many`] = value
  }
  return all
}

/** The person's last choice in this browser, else what the browser asks for, else Portuguese. */
export function preferredLocale(stored: string | null, asked: readonly string[]): Locale {
  const known = LOCALES.find((locale) => locale === stored)
  if (known) return known
  for (const tag of asked) {
    const match = LOCALES.find((locale) => locale.slice(0, 2) === tag.slice(0, 2).toLowerCase())
    if (match) return match
  }
  return 'pt-BR'
}

export async function startI18n(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language
  })
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: preferredLocale(localStorage.getItem(STORED), navigator.languages),
      supportedLngs: [...LOCALES],
      load: 'currentOnly',
      fallbackLng: false,
      ns: ['common', 'problems'],
      defaultNS: 'common',
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
    })
}

let held: Locale | null = null

/** Keeps the interface in one language, whatever the person's is, until it is let go: for a recording. */
export async function holdLocale(locale: Locale | null, after: Locale = currentLocale()): Promise<void> {
  held = locale
  await i18next.changeLanguage(locale ?? after)
}

export async function setLocale(locale: Locale): Promise<void> {
  localStorage.setItem(STORED, locale)
  if (held !== null) return
  if (i18next.language !== locale) await i18next.changeLanguage(locale)
}

export function currentLocale(): Locale {
  return LOCALES.find((locale) => locale === i18next.language) ?? 'pt-BR'
}

/** Fetches the words of a page together with its code, so that neither waits for the other. */
export async function loadAreas(...areas: Area[]): Promise<void> {
  await i18next.loadNamespaces(areas)
}
