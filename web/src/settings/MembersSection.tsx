import { Button, Select } from '@mantine/core'
import type { MemberView, MeView, Role } from '@recado/contract/team'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, isProblem } from '../api.ts'
import { membersQuery } from '../session/granters.ts'
import { becomeMe, meQuery, useAbility, useActive, useMe } from '../session/me.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Card } from '../ui/Card.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { StateTag } from '../ui/Notice.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { BoneRows, ErrorState, Loading } from '../ui/states.tsx'
import { showToast } from '../ui/toasts.ts'
import { Invitations } from './Invitations.tsx'
import { InviteButton } from './InviteButton.tsx'
import classes from './Rows.module.css'
import { ROLES, rolesToGive, useRoleName } from './roles.ts'

export default function MembersSection() {
  const { t } = useTranslation(['settings', 'common'])
  const mayManage = useAbility('members.manage')
  const members = useQuery(membersQuery)
  return (
    <>
      <Card title={t('members.title')} actions={mayManage ? <InviteButton /> : null} flush>
        {members.data ? (
          <ul>
            {members.data.map((member) => (
              <MemberRow key={member.userId} member={member} mayManage={mayManage} />
            ))}
          </ul>
        ) : members.isError ? (
          <ErrorState error={members.error} retry={() => void members.refetch()} />
        ) : (
          <Loading>
            <BoneRows rows={4} avatar />
          </Loading>
        )}
      </Card>
      {mayManage ? <Invitations /> : null}
      <Card title={t('members.rolesTitle')}>
        <dl className={classes.roles}>
          {ROLES.map((role) => (
            <RoleLine key={role} role={role} />
          ))}
        </dl>
      </Card>
    </>
  )
}

function RoleLine({ role }: { role: Role }) {
  const { t } = useTranslation('settings')
  const roleName = useRoleName()
  return (
    <>
      <dt>{roleName(role)}</dt>
      <dd>{t(`members.roleHint.${role}`)}</dd>
    </>
  )
}

function MemberRow({ member, mayManage }: { member: MemberView; mayManage: boolean }) {
  const { t } = useTranslation(['settings', 'common'])
  const me = useMe()
  const mine = me.active?.role ?? 'agent'
  const isMe = member.userId === me.user.id
  const givable = rolesToGive(mine)
  const reachable = mayManage && givable.includes(member.role)
  const change = useChangeRole(member)
  const roleName = useRoleName()
  return (
    <li className={classes.row}>
      <Avatar name={member.name} />
      <div className={classes.main}>
        <div className={classes.name}>
          {member.name}
          {isMe ? <StateTag tone="plain">{t('members.you')}</StateTag> : null}
        </div>
        <div className={classes.quiet}>{member.email}</div>
      </div>
      <div className={classes.end}>
        {reachable && !isMe ? (
          <Select
            className={classes.select ?? ''}
            aria-label={t('members.roleOf', { name: member.name })}
            data={givable.map((role) => ({ value: role, label: roleName(role) }))}
            value={change.isPending ? change.variables : member.role}
            onChange={(value) => {
              const role = ROLES.find((known) => known === value)
              if (role && role !== member.role) change.mutate(role)
            }}
            allowDeselect={false}
          />
        ) : (
          <span className={classes.quiet}>{roleName(member.role)}</span>
        )}
        {isMe || reachable ? <RemoveMember member={member} isMe={isMe} /> : null}
      </div>
    </li>
  )
}

function useChangeRole(member: MemberView) {
  const { t } = useTranslation('settings')
  const client = useQueryClient()
  const problemText = useProblemText()
  return useMutation({
    mutationFn: (role: Role) => api.patch<MemberView>(`/members/${member.userId}`, { role }),
    onSuccess: (changed) =>
      client.setQueryData(membersQuery.queryKey, (all) => all?.map((known) => (known.userId === changed.userId ? changed : known))),
    onError: (error) => showToast(isProblem(error, 'conflict') ? t('members.lastOwner') : problemText(error), { tone: 'danger' }),
  })
}

function RemoveMember({ member, isMe }: { member: MemberView; isMe: boolean }) {
  const { t } = useTranslation(['settings', 'common'])
  const client = useQueryClient()
  const { workspace } = useActive()
  const [asking, setAsking] = useState(false)
  const name = { name: member.name, workspace: workspace.name }
  const remove = useMutation({
    mutationFn: () => api.delete(`/members/${member.userId}`),
    onSuccess: async () => {
      setAsking(false)
      if (isMe) return leave()
      await client.invalidateQueries({ queryKey: membersQuery.queryKey })
      showToast(t('members.removed', name))
    },
  })
  const leave = async () => {
    await becomeMe(client, await api.get<MeView>('/session'))
    await client.invalidateQueries({ queryKey: meQuery.queryKey })
  }
  const error = isProblem(remove.error, 'conflict') ? <p>{t('members.lastOwner')}</p> : null
  return (
    <>
      <Button
        variant="subtle"
        color="danger"
        size="xs"
        aria-label={isMe ? t('members.leave') : t('members.remove', name)}
        onClick={() => setAsking(true)}
      >
        {isMe ? t('members.leave') : t('common:action.remove')}
      </Button>
      <ConfirmDialog
        opened={asking}
        close={() => setAsking(false)}
        title={isMe ? t('members.leaveTitle', name) : t('members.removeTitle', name)}
        confirm={isMe ? t('members.leave') : t('members.remove', name)}
        busy={remove.isPending}
        error={error ? null : remove.error}
        run={() => remove.mutate()}
      >
        <p>{isMe ? t('members.leaveBody') : t('members.removeBody')}</p>
        {error}
      </ConfirmDialog>
    </>
  )
}
