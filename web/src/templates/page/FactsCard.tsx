import { NativeSelect } from '@mantine/core'
import type { TemplateDetail } from '@recado/contract/template-life'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { useFormat } from '../../i18n/format.ts'
import { currentLocale } from '../../i18n/setup.ts'
import { useAbility } from '../../session/me.ts'
import { Card } from '../../ui/Card.tsx'
import { useProblemText } from '../../ui/problem-text.ts'
import { showToast } from '../../ui/toasts.ts'
import { languageName } from '../template-words.ts'
import { useTemplateWords } from '../use-template-words.ts'
import { TeamsOfTemplate } from './TeamsOfTemplate.tsx'
import classes from './TemplatePage.module.css'

export function FactsCard({ template }: { template: TemplateDetail }) {
  const { t } = useTranslation('templateLife')
  const words = useTemplateWords()
  const fact = (
    name: 'status' | 'category' | 'language' | 'quality' | 'edits' | 'uses' | 'who' | 'teams' | 'account' | 'metaId',
    said: ReactNode,
  ) => (
    <>
      <dt>{t(`fact.${name}`)}</dt>
      <dd>{said}</dd>
    </>
  )
  return (
    <Card title={t('fact.title')} flush>
      <dl className={classes.facts}>
        {fact('status', words.status(template.status))}
        {fact('category', words.category(template.category))}
        {fact('language', languageName(template.language, currentLocale()))}
        {fact('quality', words.quality(template.quality))}
        {fact('edits', <Edits edits={template.edits} isApproved={template.status === 'APPROVED'} />)}
        {fact('uses', <Uses template={template} />)}
        {fact('who', <WhoMaySend template={template} />)}
        {fact('teams', <TeamsOfTemplate template={template} />)}
        {fact('account', template.wabaId)}
        {fact('metaId', template.metaTemplateId)}
      </dl>
    </Card>
  )
}

function Edits({ edits, isApproved }: { edits: TemplateDetail['edits']; isApproved: boolean }) {
  const { t } = useTranslation('templateLife')
  const format = useFormat()
  const { inDay, inMonth, nextAt } = edits
  return (
    <>
      {t('edits.used', { day: inDay.used, dayMost: inDay.most, month: inMonth.used, monthMost: inMonth.most })}
      <span className={classes.note}>
        {isApproved && nextAt !== null ? t('edits.next', { when: format.dateTime(nextAt) }) : t('edits.free')}
      </span>
    </>
  )
}

function Uses({ template }: { template: TemplateDetail }) {
  const { t } = useTranslation('templateLife')
  const format = useFormat()
  const { uses, lastUsedAt } = template
  return lastUsedAt === null ? t('uses.never') : t('uses.last', { count: uses, when: format.dateTime(lastUsedAt) })
}

const SENDABLE = ['agent', 'supervisor', 'admin'] as const

function WhoMaySend({ template }: { template: TemplateDetail }) {
  const { t } = useTranslation('templateLife')
  const client = useQueryClient()
  const problemText = useProblemText()
  const mayCreate = useAbility('templates.create')
  const limit = useMutation({
    mutationFn: (sendableFrom: string) => api.patch<TemplateDetail>(`/templates/${template.id}`, { sendableFrom }),
    onSettled: () => client.invalidateQueries({ queryKey: ['templates'] }),
    onError: (problem) => showToast(problemText(problem), { tone: 'danger' }),
  })
  if (!mayCreate) return t(`who.${template.sendableFrom}`)
  return (
    <NativeSelect
      size="xs"
      aria-label={t('fact.who')}
      value={limit.isPending ? limit.variables : template.sendableFrom}
      disabled={limit.isPending}
      data={SENDABLE.map((value) => ({ value, label: t(`who.${value}`) }))}
      onChange={(event) => limit.mutate(event.currentTarget.value)}
    />
  )
}
