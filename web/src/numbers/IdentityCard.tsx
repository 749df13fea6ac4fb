import type { NumberView } from '@recado/contract/numbers'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { Card } from '../ui/Card.tsx'
import { CopyButton } from '../ui/CopyField.tsx'
import classes from './NumberPage.module.css'

export function IdentityCard({ number }: { number: NumberView }) {
  const { t } = useTranslation('numbers')
  const format = useFormat()
  return (
    <Card title={t('ids.title')} flush>
      <dl className={classes.facts}>
        <Fact label={t('ids.number')} value={number.displayPhoneNumber} copy />
        <Fact label={t('ids.phoneNumberId')} value={<code>{number.phoneNumberId}</code>} copy={number.phoneNumberId} />
        <Fact label={t('ids.wabaId')} value={<code>{number.wabaId}</code>} copy={number.wabaId} />
        <Fact label={t('ids.since')} value={format.day(number.createdAt)} />
      </dl>
    </Card>
  )
}

function Fact({ label, value, copy }: { label: string; value: ReactNode; copy?: string | true }) {
  const text = copy === true ? String(value) : copy
  return (
    <div className={classes.fact}>
      <dt>{label}</dt>
      <dd>
        <span>{value}</span>
        {text ? <CopyButton value={text} what={label} /> : null}
      </dd>
    </div>
  )
}
