import type { MessageStatus } from '@recado/contract/messages'
import { useText } from '../i18n/use-text.ts'
import classes from './Ticks.module.css'

const ONE = 'M4.5 6.5 7.5 9.5 13.5 2.5'
const TWO = 'M1 6.5 4 9.5 10 2.5M7.5 9.5 8 9.5 15.5 2.5'
const CLOCK = 'M8.5 10.8a4.8 4.8 0 1 0 0-9.6 4.8 4.8 0 0 0 0 9.6zM8.5 3.4V6l1.8 1.2'
const BANG = 'M8.5 1v5.5M8.5 10.2v.1'
const QUESTION = 'M6.2 3.6a2.4 2.4 0 1 1 3.4 2.2c-.8.4-1.1.8-1.1 1.6M8.5 10.2v.1'

const SHAPES: Readonly<Record<MessageStatus, string>> = {
  queued: CLOCK,
  sending: CLOCK,
  accepted: ONE,
  sent: ONE,
  delivered: TWO,
  read: TWO,
  played: TWO,
  failed: BANG,
  unknown: QUESTION,
}

/** The state of one of our messages: a shape and a word, never colour alone. */
export function Ticks({ status }: { status: MessageStatus }) {
  const t = useText('inbox')
  return (
    <svg className={classes.tick} data-status={status} viewBox="0 0 17 12" role="img" aria-label={t(`status.${status}`)}>
      <path d={SHAPES[status]} />
    </svg>
  )
}
