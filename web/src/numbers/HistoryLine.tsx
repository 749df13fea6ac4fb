import type { NumberChangeLine, NumberHistoryQuery } from '@recado/contract/number-history'
import { IconEye, IconHandClick, IconWebhook } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { useChangeWords } from './change-words.ts'
import classes from './History.module.css'

const ICONS = { webhook: IconWebhook, reading: IconEye, here: IconHandClick } as const

interface Props {
  readonly line: NumberChangeLine
  readonly isCoexistence: boolean
  /** What the list around it is about. */
  readonly of: NumberHistoryQuery['of']
}

/** What changed, from what to what, how it was learnt, and when. */
export function HistoryLine({ line, isCoexistence, of }: Props) {
  const { t } = useTranslation('numberHistory')
  const format = useFormat()
  const words = useChangeWords(isCoexistence)
  const Icon = ICONS[line.source]
  const to = words.said(line, line.to)
  const moved = line.from === null ? to : t('moved', { from: words.said(line, line.from), to })
  return (
    <li className={classes.line}>
      <span className={classes.dot} data-tone={words.tone(line)} aria-hidden="true" />
      <div className={classes.words}>
        <p className={classes.what}>
          {t(`what.${line.what}`)}: <strong>{moved}</strong>
        </p>
        {words.more(line).map((more) => (
          <p key={more} className={classes.detail}>
            {more}
          </p>
        ))}
        <p className={classes.source}>
          <Icon size={14} aria-hidden="true" />
          {t(`source.${line.source}`)} · <time dateTime={line.at}>{format.dateTime(line.at)}</time>
          {of === 'account' ? <> · {line.number?.displayPhoneNumber ?? t('wholeAccount')}</> : null}
          {of === 'number' && line.number === null ? <> · {t('wholeAccount')}</> : null}
        </p>
      </div>
    </li>
  )
}
