import { NativeSelect, TextInput } from '@mantine/core'
import type { TemplateView } from '@recado/contract/numbers'
import { DRAFT_CATEGORIES, DRAFT_LAYOUTS } from '@recado/contract/template-draft/draft'
import { LAYOUTS_OF } from '@recado/contract/template-draft/rules'
import { useTranslation } from 'react-i18next'
import { currentLocale } from '../../i18n/setup.ts'
import { Card, Stack } from '../../ui/Card.tsx'
import { languageName } from '../template-words.ts'
import type { CardProps } from './card-props.ts'
import { LANGUAGES } from './languages.ts'

export interface Account {
  wabaId: string
  name: string
}

interface Props extends CardProps {
  accounts: readonly Account[]
  wabaId: string
  chooseAccount(wabaId: string): void
  /** Languages that the template has besides this one. */
  taken: readonly string[]
  /** Name and language stay as they are; so does the category of what was approved. */
  editing: TemplateView | null
}

export function AboutCard({ draft, change, problemAt, accounts, wabaId, chooseAccount, taken, editing }: Props) {
  const { t } = useTranslation('builder')
  const layouts = LAYOUTS_OF[draft.category]
  const known = LANGUAGES.includes(draft.language) ? LANGUAGES : [draft.language, ...LANGUAGES]
  const languages = known.filter((language) => !taken.includes(language))
  return (
    <Card title={t('section.about')}>
      <Stack>
        {accounts.length > 1 ? (
          <NativeSelect
            label={t('field.account')}
            value={wabaId}
            data={accounts.map((account) => ({ value: account.wabaId, label: `${account.name} · ${account.wabaId}` }))}
            onChange={(event) => chooseAccount(event.currentTarget.value)}
          />
        ) : null}
        <NativeSelect
          label={t('field.category')}
          value={draft.category}
          disabled={editing?.status === 'APPROVED'}
          data={DRAFT_CATEGORIES.map((value) => ({ value, label: t(`category.${value}`) }))}
          onChange={(event) => {
            const category = DRAFT_CATEGORIES.find((known) => known === event.currentTarget.value)
            if (category) change({ category, ttlSeconds: null })
          }}
        />
        {layouts.length > 0 ? (
          <NativeSelect
            label={t('field.layout')}
            value={draft.layout}
            error={problemAt('layout')}
            data={(layouts.includes(draft.layout) ? layouts : [draft.layout, ...layouts]).map((value) => ({
              value,
              label: t(`layout.${value}`),
            }))}
            onChange={(event) => {
              const layout = DRAFT_LAYOUTS.find((known) => known === event.currentTarget.value)
              if (layout) change({ layout })
            }}
          />
        ) : null}
        <TextInput
          label={t('field.name')}
          description={t('field.nameHint')}
          value={draft.name}
          error={problemAt('name')}
          disabled={editing !== null}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('field.language')}
          value={draft.language}
          error={problemAt('language')}
          disabled={editing !== null}
          data={languages.map((value) => ({ value, label: languageName(value, currentLocale()) }))}
          onChange={(event) => change({ language: event.currentTarget.value })}
        />
      </Stack>
    </Card>
  )
}
