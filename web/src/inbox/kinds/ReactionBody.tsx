import { useText } from '../../i18n/use-text.ts'
import type { BodyProps } from './drawable.ts'
import classes from './kinds.module.css'

/** A reaction to a message that is not on screen; others are shown on what they react to. */
export default function ReactionBody({ message }: BodyProps) {
  const t = useText('kinds')
  return <span className={classes.kind}>{message.text ? t('reaction.given', { emoji: message.text }) : t('reaction.taken')}</span>
}
