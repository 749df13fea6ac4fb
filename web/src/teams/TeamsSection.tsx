import { ActionIcon, Button } from '@mantine/core'
import { TAG_COLORS } from '@recado/contract/contact-words'
import type { TeamView } from '@recado/contract/teams'
import { IconPencil, IconPlus, IconTrash, IconUsers } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { membersQuery } from '../session/granters.ts'
import { useAbility, useMe } from '../session/me.ts'
import classes from '../settings/Rows.module.css'
import { Card } from '../ui/Card.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { StateTag } from '../ui/Notice.tsx'
import { BoneRows, Empty, ErrorState, Loading } from '../ui/states.tsx'
import { TeamForm } from './TeamForm.tsx'
import own from './Teams.module.css'
import { teamsQuery } from './teams-query.ts'

/** Who takes conversations together. Everybody looks; those who manage members change. */
export default function TeamsSection() {
  const { t } = useTranslation('teams')
  const mayManage = useAbility('members.manage')
  const teams = useQuery(teamsQuery)
  const [edited, setEdited] = useState<TeamView | 'new' | null>(null)
  const nextColor = TAG_COLORS[(teams.data?.length ?? 0) % TAG_COLORS.length] ?? 'blue'
  const make = mayManage ? (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEdited('new')}>
      {t('make')}
    </Button>
  ) : null
  const isEmpty = teams.data?.length === 0
  return (
    <>
      <Card title={t('title')} hint={t('hint')} actions={isEmpty ? null : make} flush>
        {isEmpty ? (
          <Empty icon={IconUsers} title={t('empty.title')} actions={make}>
            {t(mayManage ? 'empty.body' : 'empty.ask')}
          </Empty>
        ) : teams.data ? (
          <ul>
            {teams.data.map((team) => (
              <TeamRow key={team.id} team={team} edit={mayManage ? () => setEdited(team) : null} />
            ))}
          </ul>
        ) : teams.isError ? (
          <ErrorState error={teams.error} retry={() => void teams.refetch()} />
        ) : (
          <Loading>
            <BoneRows rows={3} />
          </Loading>
        )}
      </Card>
      <TeamForm key={edited === 'new' ? 'new' : edited?.id} team={edited} nextColor={nextColor} close={() => setEdited(null)} />
    </>
  )
}

function TeamRow({ team, edit }: { team: TeamView; edit: (() => void) | null }) {
  const { t, i18n } = useTranslation('teams')
  const { user } = useMe()
  const { data: members = [] } = useQuery(membersQuery)
  const names = members.filter(({ userId }) => team.memberIds.includes(userId)).map(({ name }) => name)
  return (
    <li className={classes.row}>
      <span className={own.square} style={{ background: `var(--team-${team.color})` }} aria-hidden="true" />
      <div className={classes.main}>
        <div className={classes.name}>
          {team.name}
          {team.memberIds.includes(user.id) ? <StateTag tone="plain">{t('mine')}</StateTag> : null}
        </div>
        <div className={classes.quiet}>
          {names.length === 0 ? t('nobody') : new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(names)}
        </div>
      </div>
      {edit ? (
        <div className={classes.end}>
          <ActionIcon aria-label={t('edit', { name: team.name })} onClick={edit}>
            <IconPencil size={16} stroke={1.75} />
          </ActionIcon>
          <RemoveTeam team={team} />
        </div>
      ) : null}
    </li>
  )
}

function RemoveTeam({ team }: { team: TeamView }) {
  const { t } = useTranslation('teams')
  const client = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const remove = useMutation({
    mutationFn: () => api.delete(`/teams/${team.id}`),
    onSuccess: async () => {
      setAsking(false)
      await client.invalidateQueries({ queryKey: teamsQuery.queryKey })
    },
  })
  const label = t('remove', { name: team.name })
  return (
    <>
      <ActionIcon aria-label={label} onClick={() => setAsking(true)}>
        <IconTrash size={16} stroke={1.75} />
      </ActionIcon>
      <ConfirmDialog
        opened={isAsking}
        close={() => setAsking(false)}
        title={t('removeTitle', { name: team.name })}
        confirm={label}
        busy={remove.isPending}
        error={remove.error}
        run={() => remove.mutate()}
      >
        <p>{t('removeBody')}</p>
      </ConfirmDialog>
    </>
  )
}
