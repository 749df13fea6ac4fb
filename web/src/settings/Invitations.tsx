import { Button } from '@mantine/core'
import type { InvitationView } from '@recado/contract/team'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useFormat } from '../i18n/format.ts'
import { Card } from '../ui/Card.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { BoneRows, ErrorState, Loading } from '../ui/states.tsx'
import { showToast } from '../ui/toasts.ts'
import { invitationsQuery } from './invitations-query.ts'
import classes from './Rows.module.css'
import { useRoleName } from './roles.ts'

export function Invitations() {
  const { t } = useTranslation('settings')
  const invitations = useQuery(invitationsQuery)
  return (
    <Card title={t('members.pending')} flush>
      {invitations.data ? (
        invitations.data.length > 0 ? (
          <ul>
            {invitations.data.map((invitation) => (
              <Row key={invitation.id} invitation={invitation} />
            ))}
          </ul>
        ) : (
          <p className={classes.note}>{t('members.pendingEmpty')}</p>
        )
      ) : invitations.isError ? (
        <ErrorState error={invitations.error} retry={() => void invitations.refetch()} />
      ) : (
        <Loading>
          <BoneRows rows={2} />
        </Loading>
      )}
    </Card>
  )
}

function Row({ invitation }: { invitation: InvitationView }) {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const client = useQueryClient()
  const problemText = useProblemText()
  const roleName = useRoleName()
  const who = invitation.email ?? t('members.anyone')
  const revoke = useMutation({
    mutationFn: () => api.delete(`/invitations/${invitation.id}`),
    onSuccess: () => client.setQueryData(invitationsQuery.queryKey, (all) => all?.filter(({ id }) => id !== invitation.id)),
    onError: (error) => showToast(problemText(error), { tone: 'danger' }),
  })
  return (
    <li className={classes.row}>
      <div className={classes.main}>
        <div className={classes.name}>{who}</div>
        <div className={classes.quiet}>
          {roleName(invitation.role)} · {t('members.until', { when: format.dateTime(invitation.expiresAt) })}
        </div>
      </div>
      <Button
        size="xs"
        variant="default"
        aria-label={t('members.revokeOf', { who })}
        loading={revoke.isPending}
        onClick={() => revoke.mutate()}
      >
        {t('members.revoke')}
      </Button>
    </li>
  )
}
