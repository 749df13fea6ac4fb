import type { NumberView } from '@recado/contract/numbers'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { StateIcon, type Tone } from '../ui/Notice.tsx'
import classes from './NumberPage.module.css'
import { useNumberWords } from './number-words.ts'

/** Four figures first: can it send, how much, is anything getting worse? */
export function NumberFigures({ number }: { number: NumberView }) {
  const { t } = useTranslation('numbers')
  const words = useNumberWords()
  const quality = words.quality(number)
  const limit = words.limit(number)
  const throughput = words.throughput(number)
  return (
    <dl className={classes.figures}>
      <Figure label={t('figure.quality')} tone={quality.tone} note={quality.note}>
        <StateIcon tone={quality.tone} />
        {quality.text}
      </Figure>
      <Figure label={t('figure.limit')} note={limit ? t('figure.limitNote') : ''} {...(limit ? {} : { tone: 'unknown' })}>
        {limit ? limit.text : <Unknown />}
        {limit?.unit ? <span className={classes.unit}>{limit.unit}</span> : null}
      </Figure>
      <Figure label={t('figure.throughput')} note={throughput?.note ?? ''} {...(throughput ? {} : { tone: 'unknown' })}>
        {throughput ? throughput.text : <Unknown />}
        {throughput ? <span className={classes.unit}>{t('figure.perSecond')}</span> : null}
      </Figure>
      <Figure label={t('figure.displayName')} note="" {...(number.verifiedName ? {} : { tone: 'unknown' })}>
        {number.verifiedName ?? t('figure.noName')}
      </Figure>
    </dl>
  )
}

function Unknown() {
  const { t } = useTranslation('numbers')
  return (
    <>
      <StateIcon tone="unknown" />
      {t('figure.unknown')}
    </>
  )
}

function Figure({ label, tone, note, children }: { label: string; tone?: Tone; note: string; children: ReactNode }) {
  return (
    <div className={classes.figure}>
      <dt>{label}</dt>
      <dd>
        <span className={classes.value} data-tone={tone}>
          {children}
        </span>
        {note ? <span className={classes.note}>{note}</span> : null}
      </dd>
    </div>
  )
}
