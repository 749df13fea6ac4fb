import type { ConversationView } from '@recado/contract/conversations'
import { IconArrowBackUp, IconCheck, IconHandStop } from '@tabler/icons-react'
import { useText } from '../i18n/use-text.ts'
import { useAbility } from '../session/me.ts'
import classes from './ConversationCard.module.css'
import type { CardAction } from './ConversationCard.tsx'

const ICONS = { accept: IconHandStop, close: IconCheck, reopen: IconArrowBackUp } as const

export function actionsFor(status: ConversationView['status']): readonly CardAction[] {
  if (status === 'closed') return ['reopen']
  return status === 'pending' ? ['accept', 'close'] : ['close']
}

/** Takes the place of the third line while the pointer or the focus is on the card. The keys A and E do the same. */
export function CardActions({ conversation, onAct }: { conversation: ConversationView; onAct(id: string, action: CardAction): void }) {
  const t = useText('inbox')
  const mayReply = useAbility('conversations.reply')
  if (!mayReply) return null
  return (
    <span className={classes.actions}>
      {actionsFor(conversation.status).map((action) => {
        const Icon = ICONS[action]
        return (
          <button key={action} type="button" className={classes.action} tabIndex={-1} onClick={() => onAct(conversation.id, action)}>
            <Icon size={14} stroke={2} aria-hidden="true" />
            {t(`action.${action}`)}
          </button>
        )
      })}
    </span>
  )
}
