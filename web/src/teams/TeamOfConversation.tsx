import { Button, Menu } from '@mantine/core'
import type { ConversationView } from '@recado/contract/conversations'
import type { TeamView } from '@recado/contract/teams'
import { IconChevronDown } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { MenuChoice } from '../inbox/MenuChoice.tsx'
import { useAbility } from '../session/me.ts'
import { useProblemText } from '../ui/problem-text.ts'
import { showToast } from '../ui/toasts.ts'
import own from './Teams.module.css'

interface Props {
  conversation: Pick<ConversationView, 'id' | 'teamId'>
  teams: readonly TeamView[]
}

/** Whose line the conversation is in, and the way into another's. The stream brings the answer. */
export default function TeamOfConversation({ conversation, teams }: Props) {
  const { t } = useTranslation('teams')
  const mayMove = useAbility('conversations.reply')
  const problemText = useProblemText()
  const move = useMutation({
    mutationFn: (teamId: string | null) => api.post(`/conversations/${conversation.id}/team`, { teamId }),
    onError: (error) => showToast(problemText(error), { tone: 'danger' }),
  })
  const team = teams.find(({ id }) => id === conversation.teamId)
  const current = (
    <span className={own.current}>
      {team ? <span className={own.square} style={{ background: `var(--team-${team.color})` }} aria-hidden="true" /> : null}
      {team?.name ?? t('none')}
    </span>
  )
  if (!mayMove) return current
  return (
    <Menu position="bottom-start" width={220}>
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          rightSection={<IconChevronDown size={14} />}
          loading={move.isPending}
          aria-label={t('move', { name: team?.name ?? t('none') })}
        >
          {current}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <MenuChoice isChosen={team === undefined} choose={() => move.mutate(null)}>
          {t('none')}
        </MenuChoice>
        {teams.map(({ id, name }) => (
          <MenuChoice key={id} isChosen={id === team?.id} choose={() => move.mutate(id)}>
            {name}
          </MenuChoice>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
