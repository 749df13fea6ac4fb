import { CloseButton } from '@mantine/core'
import type { MessageView } from '@recado/contract/messages'
import { useTranslation } from 'react-i18next'
import classes from './ReplyStrip.module.css'
import { useWords } from './use-words.ts'

interface Props {
  message: MessageView
  contactName: string
  cancel(): void
}

/** Above the text that is being written: the message it answers. */
export function ReplyStrip({ message, contactName, cancel }: Props) {
  const { t } = useTranslation('inbox')
  const words = useWords()
  const who = message.direction === 'in' ? contactName : (message.author?.name ?? t('thread.us'))
  return (
    <div className={classes.strip}>
      <span className={classes.words}>
        <b className={classes.who}>{t('composer.replyingTo', { who })}</b>
        <span className={classes.line}>{words.message(message)}</span>
      </span>
      <CloseButton size={28} aria-label={t('composer.cancelReply')} onClick={cancel} />
    </div>
  )
}
