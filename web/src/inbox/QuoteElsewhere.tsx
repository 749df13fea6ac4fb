import type { MessageView } from '@recado/contract/messages'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, isProblem } from '../api.ts'
import { Quote, QuoteStill } from './Quote.tsx'

interface Props {
  conversationId: string
  wamid: string
  contactName: string
  jump(message: MessageView): void
}

/** A quote of a message further back than what has been read. Of one from before we were here only that is said. */
export default function QuoteElsewhere({ conversationId, wamid, contactName, jump }: Props) {
  const { t } = useTranslation('inbox')
  const { data, error } = useQuery({
    queryKey: ['quoted', conversationId, wamid],
    queryFn: () => api.get<MessageView>(`/conversations/${conversationId}/messages/${encodeURIComponent(wamid)}`),
    staleTime: Number.POSITIVE_INFINITY,
    retry: (count, problem) => !isProblem(problem, 'not_found') && count < 2,
  })
  if (data) return <Quote message={data} contactName={contactName} jump={() => jump(data)} />
  return <QuoteStill>{t(error ? 'bubble.quoteGone' : 'bubble.quoteLoading')}</QuoteStill>
}
