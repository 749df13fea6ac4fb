import type { TemplateDetail } from '@recado/contract/template-life'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/format.ts'
import { currentLocale } from '../../i18n/setup.ts'
import { Card } from '../../ui/Card.tsx'
import { languageName } from '../template-words.ts'
import { useTemplateWords } from '../use-template-words.ts'
import classes from './TemplatePage.module.css'

export function FactsCard({ template }: { template: TemplateDetail }) {
  const { t } = useTranslation('templateLife')
  const words = useTemplateWords()
  const fact = (name: 'status' | 'category' | 'language' | 'quality' | 'edits' | 'account' | 'metaId', said: ReactNode) => (
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
