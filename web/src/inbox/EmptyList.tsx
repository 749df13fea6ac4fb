import { Button } from '@mantine/core'
import type { ConversationView, Page } from '@recado/contract/conversations'
import { IconFilterOff, IconInbox } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useAbility } from '../session/me.ts'
import { countsQuery } from '../shell/counts.ts'
import { Empty } from '../ui/states.tsx'
import type { CardAction } from './ConversationCard.tsx'
import { DEFAULT_VIEW, type ListView } from './list-view.ts'
import { useInbox, useNow } from './use-inbox.ts'
import { useWords } from './use-words.ts'

interface Props {
  view: ListView
  setView(change: Partial<ListView>): void
  onOpen(id: string): void
  onAct(id: string, action: CardAction): void
}

/** Good news or the next step. */
export function EmptyList({ view, setView, onOpen, onAct }: Props) {
  const { t } = useTranslation('inbox')
  const { data: counts } = useQuery(countsQuery)
  const hasNumbers = useInbox((state) => Object.keys(state.inbox?.numbers ?? {}).length > 0)
  const waiting = counts ? counts.unassigned.pending + counts.unassigned.open : 0

  if (view.window !== null || view.numberId !== null) {
    return (
      <Empty
        icon={IconFilterOff}
        title={t('empty.filtered')}
        actions={
          <Button variant="default" onClick={() => setView({ window: DEFAULT_VIEW.window, numberId: DEFAULT_VIEW.numberId })}>
            {t('empty.clear')}
          </Button>
        }
      />
    )
  }
  if (view.chip === 'closed') return <Empty icon={IconInbox} title={t('empty.closed')} />
  if (view.tab === 'mine' && waiting > 0) return <NothingMine waiting={waiting} setView={setView} onOpen={onOpen} onAct={onAct} />
  return (
    <Empty icon={IconInbox} title={t(view.tab === 'mine' ? 'empty.mine' : 'empty.all')}>
      {hasNumbers ? t('empty.allWell') : t('empty.noNumber')}
    </Empty>
  )
}

function NothingMine({ waiting, setView, onOpen, onAct }: Omit<Props, 'view'> & { waiting: number }) {
  const { t } = useTranslation('inbox')
  const words = useWords()
  const now = useNow()
  const mayReply = useAbility('conversations.reply')
  const oldest = useQuery({
    queryKey: ['conversations', 'oldest', waiting],
    queryFn: ({ signal }) =>
      api.get<Page<ConversationView>>('/conversations', {
        query: { assignee: 'none', status: 'pending', sort: 'waiting', limit: 1 },
        signal,
      }),
  }).data?.items[0]
  return (
    <Empty
      icon={IconInbox}
      title={t('empty.mine')}
      actions={
        <>
          {oldest && mayReply ? (
            <Button
              onClick={() => {
                onOpen(oldest.id)
                onAct(oldest.id, 'accept')
              }}
            >
              {t('empty.takeOldest')}
            </Button>
          ) : null}
          <Button variant="default" onClick={() => setView({ tab: 'unassigned' })}>
            {t('empty.seeThem', { count: waiting })}
          </Button>
        </>
      }
    >
      {t('empty.unassigned', { count: waiting })}
      {oldest?.waitingSince ? ` ${t('empty.oldest', { time: words.since(now - Date.parse(oldest.waitingSince)) })}` : ''}
    </Empty>
  )
}
