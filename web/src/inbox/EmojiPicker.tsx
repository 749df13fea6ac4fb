import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLocale } from '../i18n/setup.ts'
import classes from './EmojiPicker.module.css'
import { EMOJI_GROUPS, searchEmojis } from './emoji-data.ts'

const COLUMNS = 8
const RECENT = 'recado-emojis'
const MOST_RECENT = 16

/** Search, then arrows and Enter. The last ones used come first. */
export default function EmojiPicker({ choose }: { choose(emoji: string): void }) {
  const { t } = useTranslation('inbox')
  const [query, setQuery] = useState('')
  const words = useDeferredValue(query)
  const grid = useRef<HTMLDivElement>(null)
  const recent = useMemo(() => (localStorage.getItem(RECENT) ?? '').split(' ').filter(Boolean), [])
  const groups = useMemo(() => {
    if (words.trim() !== '') return [{ id: 'found' as const, emojis: searchEmojis(words, currentLocale()) }]
    const all = EMOJI_GROUPS.map(({ id, emojis }) => ({ id, emojis: emojis.map(({ emoji }) => emoji) }))
    return recent.length > 0 ? [{ id: 'recent' as const, emojis: recent }, ...all] : all
  }, [words, recent])

  const take = (emoji: string) => {
    localStorage.setItem(RECENT, [emoji, ...recent.filter((known) => known !== emoji)].slice(0, MOST_RECENT).join(' '))
    choose(emoji)
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS }[event.code]
    const isSearch = event.target instanceof HTMLInputElement
    if (isSearch && event.code === 'Enter') {
      const first = groups[0]?.emojis[0]
      if (first) take(first)
      event.preventDefault()
    }
    if (step === undefined || (isSearch && event.code !== 'ArrowDown')) return
    event.preventDefault()
    const buttons: (Element | null)[] = [...(grid.current?.querySelectorAll<HTMLElement>('button') ?? [])]
    const at = buttons.indexOf(document.activeElement)
    const next = isSearch ? buttons[0] : buttons[at + step]
    if (next instanceof HTMLElement) next.focus()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move among the buttons inside
    <div className={classes.picker} onKeyDown={onKeyDown}>
      <input
        className={classes.search}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        placeholder={t('emoji.search')}
        aria-label={t('emoji.search')}
        data-autofocus=""
      />
      <div className={classes.grid} ref={grid}>
        {groups.map((group) => (
          <section key={group.id} aria-label={t(`emoji.${group.id}`)}>
            <h3 className={classes.heading}>{t(`emoji.${group.id}`)}</h3>
            <div className={classes.emojis}>
              {group.emojis.map((emoji, at) => (
                <button key={emoji} type="button" className={classes.emoji} tabIndex={at === 0 ? 0 : -1} onClick={() => take(emoji)}>
                  {emoji}
                </button>
              ))}
            </div>
          </section>
        ))}
        {groups[0]?.emojis.length === 0 ? <p className={classes.none}>{t('emoji.none', { query: words })}</p> : null}
      </div>
    </div>
  )
}
