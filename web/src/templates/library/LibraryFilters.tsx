import { NativeSelect } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { currentLocale } from '../../i18n/setup.ts'
import classes from '../TemplatesPage.module.css'
import { languageName } from '../template-words.ts'
import { INDUSTRIES, TOPICS, USE_CASES } from './library-words.ts'

export interface LibraryFilter {
  words: string
  language: string
  topic: string
  useCase: string
  industry: string
}

/** The languages that Meta's library is kept in, of those we write in ourselves. */
const LANGUAGES = ['pt_BR', 'en_US', 'es']

export function LibraryFilters({ filter, change }: { filter: LibraryFilter; change(part: Partial<LibraryFilter>): void }) {
  const { t } = useTranslation('library')
  const any = (label: string) => ({ value: '', label })
  return (
    <search className={classes.filters} aria-label={t('filters')}>
      <span className={classes.search}>
        <IconSearch size={16} stroke={2} aria-hidden="true" />
        <input
          value={filter.words}
          onChange={(event) => change({ words: event.currentTarget.value })}
          placeholder={t('search')}
          aria-label={t('search')}
        />
      </span>
      <NativeSelect
        aria-label={t('language')}
        value={filter.language}
        data={LANGUAGES.map((value) => ({ value, label: languageName(value, currentLocale()) }))}
        onChange={(event) => change({ language: event.currentTarget.value })}
      />
      <NativeSelect
        aria-label={t('topicLabel')}
        value={filter.topic}
        data={[any(t('anyTopic')), ...TOPICS.map((value) => ({ value, label: t(`topic.${value}`) }))]}
        onChange={(event) => change({ topic: event.currentTarget.value })}
      />
      <NativeSelect
        aria-label={t('useCaseLabel')}
        value={filter.useCase}
        data={[any(t('anyUseCase')), ...USE_CASES.map((value) => ({ value, label: t(`useCase.${value}`) }))]}
        onChange={(event) => change({ useCase: event.currentTarget.value })}
      />
      <NativeSelect
        aria-label={t('industryLabel')}
        value={filter.industry}
        data={[any(t('anyIndustry')), ...INDUSTRIES.map((value) => ({ value, label: t(`industry.${value}`) }))]}
        onChange={(event) => change({ industry: event.currentTarget.value })}
      />
    </search>
  )
}
