import { emptyDraft } from '@recado/contract/template-draft/draft'
import { readDraft } from '@recado/contract/template-draft/read'
import { IconMessage2Code } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { currentLocale } from '../../i18n/setup.ts'
import { numbersQuery } from '../../numbers/queries.ts'
import { DeniedPage } from '../../session/DeniedPage.tsx'
import { useAbility } from '../../session/me.ts'
import { BoneRows, Empty, ErrorState, Loading } from '../../ui/states.tsx'
import { templatesQuery } from '../use-templates.ts'
import { Builder } from './Builder.tsx'
import { BuilderPage } from './BuilderPage.tsx'

const route = getRouteApi('/signed-in/shell/templates/new')
const LANGUAGE = { 'pt-BR': 'pt_BR', en: 'en', es: 'es' } as const

export default function NewTemplatePage() {
  const { t } = useTranslation('builder')
  const mayCreate = useAbility('templates.create')
  const { copy } = route.useSearch()
  const numbers = useQuery({ ...numbersQuery, enabled: mayCreate })
  const templates = useQuery({ ...templatesQuery(undefined), enabled: mayCreate && copy !== undefined })
  if (!mayCreate) return <DeniedPage page={t('new')} />
  const error = numbers.error ?? templates.error
  const isReady = numbers.data !== undefined && (copy === undefined || templates.data !== undefined)
  const source = templates.data?.find((template) => template.id === copy)
  const copied = source ? readDraft(source) : null
  const accounts = [...new Map((numbers.data ?? []).map((number) => [number.wabaId, number.wabaName])).entries()]
  return (
    <BuilderPage title={t('new')} hint={t('newHint')}>
      {error && !isReady ? (
        <ErrorState error={error} retry={() => void Promise.all([numbers.refetch(), copy === undefined ? null : templates.refetch()])} />
      ) : null}
      {!isReady && !error ? (
        <Loading>
          <BoneRows rows={6} />
        </Loading>
      ) : null}
      {isReady && accounts.length === 0 ? <Empty icon={IconMessage2Code} title={t('noAccount')} /> : null}
      {isReady && accounts.length > 0 && copy !== undefined && copied === null ? (
        <Empty icon={IconMessage2Code} title={t(source ? 'cannotOpen' : 'notFound')} />
      ) : null}
      {isReady && accounts.length > 0 && (copy === undefined || copied !== null) ? (
        <Builder
          key={copy ?? 'new'}
          accounts={accounts.map(([wabaId, name]) => ({ wabaId, name }))}
          start={copied ?? emptyDraft(LANGUAGE[currentLocale()])}
          keepAs={copy === undefined ? 'new' : `copy-${copy}`}
          editing={null}
        />
      ) : null}
    </BuilderPage>
  )
}
