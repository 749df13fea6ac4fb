import type { MessageView } from '@recado/contract/messages'
import type { TeamMoved } from '@recado/contract/teams'
import { IconInfoCircle } from '@tabler/icons-react'
import { useText } from '../i18n/use-text.ts'

/** What WhatsApp says about the person, and which team took over, in the reader's language where we know what it is about. */
export function SystemLine({ message, name, className }: { message: MessageView; name: string; className: string | undefined }) {
  const t = useText('inbox')
  const moved = teamMoveIn(message)
  const about = meaningOf(message.content.type)
  return (
    <p className={className}>
      <IconInfoCircle size={14} stroke={2} aria-hidden="true" />
      {moved
        ? t(moved.key, { team: moved.team, who: message.author?.name ?? t('system.byKey') })
        : about
          ? t(`system.${about}`, { name })
          : message.text || t('kind.system')}
    </p>
  )
}

/** Somebody of ours moved the conversation to a team, or out of one. Written by us (contract/teams.ts · teamMoved). */
function teamMoveIn({ content }: MessageView): { key: 'system.toTeam' | 'system.fromTeam'; team: string } | null {
  if (content.type !== 'team_changed') return null
  const { from, to } = content as TeamMoved
  return to ? { key: 'system.toTeam', team: to.name } : { key: 'system.fromTeam', team: from?.name ?? '' }
}

function meaningOf(type: unknown): 'number' | 'id' | 'identity' | null {
  switch (type) {
    case 'user_changed_number':
    case 'customer_changed_number':
      return 'number'
    case 'user_changed_user_id':
      return 'id'
    case 'customer_identity_changed':
      return 'identity'
    default:
      return null
  }
}
