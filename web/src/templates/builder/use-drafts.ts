import type { TemplateDraft } from '@recado/contract/template-draft/draft'
import { useEffect, useRef, useState } from 'react'
import { forgetKept, keepDrafts, readKept } from './kept-draft.ts'

/** One template in one or several languages, while it is written. */
export interface Drafts {
  readonly all: readonly TemplateDraft[]
  /** The one on the screen. */
  readonly draft: TemplateDraft
  readonly isChanged: boolean
  show(language: string): void
  change(part: Partial<TemplateDraft>): void
  /** Begins as the one on the screen says it. */
  add(language: string): void
  remove(language: string): void
  discard(): void
  /** It is at Meta now: should another fail, this one is not sent again. */
  sent(language: string): void
  /** All are. */
  finish(): void
}

/** What is the same in every language. */
const SHARED = ['name', 'category', 'layout', 'parameterFormat', 'ttlSeconds'] as const

/** @param key under which what is not sent yet is remembered */
export function useDrafts(key: string, start: TemplateDraft): Drafts {
  const [all, setAll] = useState<readonly TemplateDraft[]>(() => readKept(localStorage, key) ?? [start])
  const [shown, show] = useState(all[0]?.language ?? start.language)
  const isSent = useRef(false)
  const draft = all.find(({ language }) => language === shown) ?? all[0] ?? start
  const isChanged = all.length > 1 || all[0] !== start
  useEffect(() => {
    if (isChanged && !isSent.current) keepDrafts(localStorage, key, all)
  }, [all, isChanged, key])
  return {
    all,
    draft,
    isChanged,
    show,
    change: (part) => {
      const shared = Object.fromEntries(SHARED.flatMap((name) => (name in part ? [[name, part[name]]] : [])))
      setAll((now) => now.map((one) => ({ ...one, ...shared, ...(one.language === draft.language ? part : {}) })))
      if (part.language !== undefined) show(part.language)
    },
    add: (language) => {
      setAll((now) => [...now, { ...draft, language }])
      show(language)
    },
    remove: (language) => setAll((now) => now.filter((one) => one.language !== language)),
    discard: () => {
      forgetKept(localStorage, key)
      setAll([start])
      show(start.language)
    },
    sent: (language) => setAll((now) => (now.length > 1 ? now.filter((one) => one.language !== language) : now)),
    finish: () => {
      isSent.current = true
      forgetKept(localStorage, key)
    },
  }
}
