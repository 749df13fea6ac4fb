import { useText } from '../../i18n/use-text.ts'
import { MessageText } from '../MessageText.tsx'
import type { BodyProps } from './drawable.ts'
import classes from './kinds.module.css'

/** An edit or a deletion of a message that we do not have; of others it is shown there. */
export default function AmendmentBody({ message }: BodyProps) {
  const t = useText('kinds')
  return (
    <>
      <span className={classes.kind}>{t(message.type === 'edit' ? 'amended.edited' : 'amended.revoked')}</span>
      {message.text ? <MessageText text={message.text} /> : null}
    </>
  )
}
