import i18next from 'i18next'
import { useSyncExternalStore } from 'react'
import type { Area } from './areas.ts'

type Text<A extends Area> = ReturnType<typeof i18next.getFixedT<A>>
type AnyText = { readonly [A in Area]?: Text<A> }
const made = new Map<string, AnyText>()

function textsIn<A extends Area>(language: string, area: A): Text<A> {
  const known: AnyText = made.get(language) ?? {}
  const text: Text<A> | undefined = known[area]
  if (text !== undefined) return text
  const fixed = i18next.getFixedT(language, area)
  made.set(language, { ...known, [area]: fixed })
  return fixed
}

function onLanguage(listener: () => void): () => void {
  i18next.on('languageChanged', listener)
  return () => i18next.off('languageChanged', listener)
}

const language = () => i18next.language

export const useLanguage = (): string => useSyncExternalStore(onLanguage, language)

/**
 * The words of an area, for what is drawn by the hundred. `useTranslation` copies the whole i18next object for each component that asks,
 * which was a tenth of the work of opening a conversation.
 */
export function useText<A extends Area>(area: A): Text<A> {
  const now = useLanguage()
  if (!i18next.hasLoadedNamespace(area)) throw i18next.loadNamespaces(area) // suspends, as useTranslation does
  return textsIn(now, area)
}
