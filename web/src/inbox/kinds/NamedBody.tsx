import { useText } from '../../i18n/use-text.ts'
import { kindIcon, kindWord } from '../kinds.ts'
import { MessageText } from '../MessageText.tsx'
import type { BodyProps } from './drawable.ts'
import classes from './kinds.module.css'

/** What it is, and the words it carries: for kinds that have no more to show, and while a kind's own file is on its way. */
export function NamedBody({ message }: BodyProps) {
  const t = useText('inbox')
  const Icon = kindIcon(message.type)
  return (
    <>
      <span className={classes.kind}>
        {Icon ? <Icon size={16} stroke={1.75} aria-hidden="true" /> : null}
        {t(`kind.${kindWord(message.type)}`)}
      </span>
      {message.text ? <MessageText text={message.text} /> : null}
    </>
  )
}
