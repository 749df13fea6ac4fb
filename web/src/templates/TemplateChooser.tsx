import type { TemplateView } from '@recado/contract/numbers'
import type { ListedTemplate } from '@recado/contract/template-life'
import { templateSummary } from '@recado/contract/template-send/picture'
import { IconAlertTriangle, IconSearch, IconStarFilled } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLocale } from '../i18n/setup.ts'
import { StateTag } from '../ui/Notice.tsx'
import classes from './TemplateChooser.module.css'
import {
  CATEGORIES,
  categoryWord,
  filterTemplates,
  languageName,
  languagesOf,
  NO_FILTER,
  obstacleKey,
  statusWord,
} from './template-words.ts'

interface Props {
  templates: readonly ListedTemplate[]
  chosen: TemplateView | null
  choose(template: TemplateView): void
  /** Enter: on to the fields. */
  confirm(): void
}

/** Search and chips above; the ones that cannot be sent stand below, grey, with the reason. */
export function TemplateChooser({ templates, chosen, choose, confirm }: Props) {
  const { t } = useTranslation('templates')
  const [filter, setFilter] = useState(NO_FILTER)
  const list = useRef<HTMLDivElement>(null)
  const search = useRef<HTMLInputElement>(null)
  useEffect(() => search.current?.focus(), [])
  const mine = useMemo(() => templates.filter(({ isForMe }) => isForMe), [templates])
  const languages = languagesOf(mine)
  const shown = useMemo(() => filterTemplates(mine, filter, currentLocale()), [mine, filter])
  const usable = shown.filter((template) => obstacleKey(template) === null)

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.code === 'Enter' && !event.ctrlKey && !event.metaKey && chosen) {
      event.preventDefault()
      confirm()
    }
    const step = event.code === 'ArrowDown' ? 1 : event.code === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const next = usable[Math.max(0, usable.findIndex((template) => template.id === chosen?.id) + step)]
    if (!next) return
    choose(next)
    requestAnimationFrame(() => list.current?.querySelector('[aria-checked="true"]')?.scrollIntoView({ block: 'nearest' }))
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys choose while one types in the search field inside
    <div className={classes.chooser} onKeyDown={onKeyDown}>
      <div className={classes.search}>
        <IconSearch size={16} stroke={2} aria-hidden="true" />
        <input
          className={classes.input}
          ref={search}
          value={filter.words}
          onChange={(event) => setFilter({ ...filter, words: event.currentTarget.value })}
          placeholder={t('choose.search')}
          aria-label={t('choose.search')}
          data-autofocus=""
        />
        <span className={classes.count} role="status">
          {t('choose.count', { shown: shown.length, total: mine.length })}
        </span>
      </div>
      <div className={classes.chips}>
        {mine.some(({ isFavourite }) => isFavourite) ? (
          <button
            type="button"
            className={classes.chip}
            aria-pressed={filter.favourites}
            onClick={() => setFilter({ ...filter, favourites: !filter.favourites })}
          >
            {t('favourite.only')}
          </button>
        ) : null}
        {CATEGORIES.map((category) => (
          <button
            key={category}
            type="button"
            className={classes.chip}
            aria-pressed={filter.category === category}
            onClick={() => setFilter({ ...filter, category: filter.category === category ? null : category })}
          >
            {t(`category.${category}`)}
          </button>
        ))}
        {languages.length > 1 ? (
          <select
            className={classes.chip}
            value={filter.language ?? ''}
            aria-label={t('choose.language')}
            onChange={(event) => setFilter({ ...filter, language: event.currentTarget.value || null })}
          >
            <option value="">{t('choose.anyLanguage')}</option>
            {languages.map((language) => (
              <option key={language} value={language}>
                {languageName(language, currentLocale())}
              </option>
            ))}
          </select>
        ) : null}
      </div>
      <div className={classes.list} ref={list} role="radiogroup" aria-label={t('choose.list')}>
        {shown.map((template) => (
          <Option key={template.id} template={template} isChosen={template.id === chosen?.id} choose={choose} />
        ))}
        {shown.length === 0 ? (
          <p className={classes.none}>
            {t('choose.none', { words: filter.words })}{' '}
            <button type="button" className={classes.clear} onClick={() => setFilter(NO_FILTER)}>
              {t('choose.clear')}
            </button>
          </p>
        ) : null}
      </div>
    </div>
  )
}

function Option({ template, isChosen, choose }: { template: ListedTemplate; isChosen: boolean; choose(template: TemplateView): void }) {
  const { t } = useTranslation('templates')
  const obstacle = obstacleKey(template)
  const category = categoryWord(template.category)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a card with several lines, not a native radio button
    <button
      type="button"
      role="radio"
      aria-checked={isChosen}
      aria-disabled={obstacle !== null}
      className={classes.option}
      tabIndex={isChosen ? 0 : -1}
      onClick={() => (obstacle ? undefined : choose(template))}
    >
      <span className={classes.first}>
        <span className={classes.name}>
          {template.isFavourite ? <IconStarFilled className={classes.star} size={12} aria-label={t('favourite.is')} /> : null}
          {template.name} <span className={classes.language}>{template.language}</span>
        </span>
        {template.status === 'APPROVED' ? (
          <StateTag tone="plain">{category === 'OTHER' ? template.category : t(`category.${category}`)}</StateTag>
        ) : (
          <StateTag tone="warn">
            {statusWord(template.status) === 'OTHER' ? template.status : t(`status.${statusWord(template.status)}`)}
          </StateTag>
        )}
      </span>
      <span className={classes.summary}>
        {obstacle ? (
          <span className={classes.why}>
            <IconAlertTriangle size={14} stroke={2} aria-hidden="true" /> {t(obstacle)}
          </span>
        ) : (
          templateSummary(template)
        )}
      </span>
    </button>
  )
}
