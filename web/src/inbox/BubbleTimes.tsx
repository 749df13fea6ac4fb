import type { MessageView } from '@recado/contract/messages'
import { useText } from '../i18n/use-text.ts'
import classes from './Bubble.module.css'
import { useWords } from './use-words.ts'

const TIMES = ['accepted', 'sent', 'delivered', 'read', 'played', 'failed'] as const

/** When a message came, or how far it got when. */
export function BubbleTimes({ message: { at, statusTimes } }: { message: MessageView }) {
  const t = useText('inbox')
  const { format } = useWords()
  const exact = (moment: string | number) => `${format.day(moment)}, ${format.exactTime(moment)}`
  return (
    <span className={classes.times} role="tooltip">
      <span>{t('times.at', { time: exact(at) })}</span>
      {TIMES.map((status) => {
        const then = statusTimes[status]
        return then === undefined ? null : <span key={status}>{t(`times.${status}`, { time: exact(then * 1000) })}</span>
      })}
    </span>
  )
}
