import type { MessageView } from '@recado/contract/messages'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, isProblem } from '../api.ts'
import classes from './Quote.module.css'
import { useWords } from './use-words.ts'

interface Props {
  message: MessageView
  contactName: string
  jump(): void
}

/** What a message answers: who said it and one line of it. Pressing it goes there. */
export function Quote({ message, contactName, jump }: Props) {
  const { t } = useTranslation('inbox')
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

interface ElsewhereProps {
  conversationId: string
  wamid: string
  contactName: string
  jump(message: MessageView): void
}

/** The same, of a message further back than what has been read. Of one from before we were here only that is said. */
export function QuoteElsewhere({ conversationId, wamid, contactName, jump }: ElsewhereProps) {
  const { t } = useTranslation('inbox')
  const { data, error } = useQuery({
    queryKey: ['quoted', conversationId, wamid],
    queryFn: () => api.get<MessageView>(`/conversations/${conversationId}/messages/${encodeURIComponent(wamid)}`),
    staleTime: Number.POSITIVE_INFINITY,
    retry: (count, problem) => !isProblem(problem, 'not_found') && count < 2,
  })
  if (data) return <Quote message={data} contactName={contactName} jump={() => jump(data)} />
  return (
    <span className={classes.quote} data-still="">
      <span className={classes.quoteText}>{t(error ? 'bubble.quoteGone' : 'bubble.quoteLoading')}</span>
    </span>
  )
}
