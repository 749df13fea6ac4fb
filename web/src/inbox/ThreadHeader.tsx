import { ActionIcon, Button, Tooltip } from '@mantine/core'
import type { ConversationView } from '@recado/contract/conversations'
import type { NumberView } from '@recado/contract/numbers'
import { IconArrowBackUp, IconArrowLeft, IconCheck, IconLayoutSidebarRight } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { useText } from '../i18n/use-text.ts'
import { useAbility } from '../session/me.ts'
import { Avatar } from '../ui/Avatar.tsx'
import type { CardAction } from './ConversationCard.tsx'
import { shownName } from './contact-name.ts'
import { drawnFrom } from './drawn-from.ts'
import classes from './ThreadHeader.module.css'
import { useInbox } from './use-inbox.ts'

const OutsideHours = lazy(() => import('../numbers/OutsideHours.tsx'))

const SHOWN = ['id', 'contact', 'status', 'assignee', 'teamId'] as const

interface Props {
  conversation: Pick<ConversationView, (typeof SHOWN)[number]>
  number: NumberView | undefined
  onBack(): void
  onAct(id: string, action: CardAction): void
  panelIsOpen: boolean
  togglePanel(): void
}

export const ThreadHeader = drawnFrom(
  SHOWN,
  function ThreadHeader({ conversation, number, onBack, onAct, panelIsOpen, togglePanel }: Props) {
    const t = useText('inbox')
    const mayReply = useAbility('conversations.reply')
    const { id, contact, status, assignee } = conversation
    const team = useInbox((state) => state.inbox?.teams[conversation.teamId ?? ''])
    const under = [
      team?.name,
      number?.verifiedName ?? number?.displayPhoneNumber,
      assignee ? t('thread.with', { name: assignee.name }) : t('thread.unassigned'),
    ]
    return (
      <header className={classes.header}>
        <h1 className={classes.title}>{shownName(contact)}</h1>
        <ActionIcon className={classes.back} aria-label={t('thread.back')} onClick={onBack}>
          <IconArrowLeft size={20} stroke={1.75} />
        </ActionIcon>
        <button
          type="button"
          className={classes.who}
          onClick={togglePanel}
          aria-expanded={panelIsOpen}
          title={t('panel.open', { name: shownName(contact) })}
        >
          <Avatar name={shownName(contact)} size={34} />
          <span className={classes.text}>
            <span className={classes.name}>{shownName(contact)}</span>
            <span className={classes.under}>
              {number?.hours ? (
                <Suspense fallback={null}>
                  <OutsideHours number={number} />
                </Suspense>
              ) : null}
              {under.filter(Boolean).join(' · ')}
            </span>
          </span>
        </button>
        {mayReply ? (
          <Button
            variant="default"
            className={classes.action ?? ''}
            leftSection={status === 'closed' ? <IconArrowBackUp size={16} stroke={2} /> : <IconCheck size={16} stroke={2} />}
            onClick={() => onAct(id, status === 'closed' ? 'reopen' : 'close')}
          >
            {t(status === 'closed' ? 'action.reopen' : 'action.close')}
          </Button>
        ) : null}
        <Tooltip label={t(panelIsOpen ? 'panel.hide' : 'panel.show')}>
          <ActionIcon
            aria-label={t(panelIsOpen ? 'panel.hide' : 'panel.show')}
            aria-pressed={panelIsOpen}
            className={classes.panel}
            onClick={togglePanel}
          >
            <IconLayoutSidebarRight size={20} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </header>
    )
  },
)
