import type { MessageView } from '@recado/contract/messages'
import { useText } from '../i18n/use-text.ts'
import classes from './Quote.module.css'
import { useWords } from './use-words.ts'

interface Props {
  message: MessageView
  contactName: string
  jump(): void
}

/** What a message answers: who said it and one line of it. Pressing it goes there. */
export function Quote({ message, contactName, jump }: Props) {
  const t = useText('inbox')
  const words = useWords()
  const line = words.message(message.revokedAt === null ? message : { type: 'revoke', text: '' })
  const author = message.direction === 'in' ? contactName : (message.author?.name ?? t('thread.us'))
  const { name: template } = message.content
  const who = message.type === 'template' && typeof template === 'string' ? `${author} · ${template}` : author
  return (
    <button type="button" className={classes.quote} onClick={jump} tabIndex={-1} aria-label={t('thread.quote', { text: `${who} ${line}` })}>
      <b className={classes.quoteWho}>{who}</b> <span className={classes.quoteText}>{line}</span>
    </button>
  )
}

/** In its place, where there is nothing to go to, or not yet. */
export function QuoteStill({ children }: { children: string }) {
  return (
    <span className={classes.quote} data-still="">
      <span className={classes.quoteText}>{children}</span>
    </span>
  )
}
