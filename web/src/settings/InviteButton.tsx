import { Button, Modal, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { InvitationView, Role } from '@recado/contract/team'
import { IconUserPlus } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useActive } from '../session/me.ts'
import { Stack } from '../ui/Card.tsx'
import { EMAIL } from '../ui/form-errors.ts'
import { Notice } from '../ui/Notice.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { invitationsQuery } from './invitations-query.ts'
import { LinkShownOnce } from './LinkShownOnce.tsx'
import classes from './Rows.module.css'
import { ROLES, rolesToGive, useRoleName } from './roles.ts'

export function InviteButton() {
  const { t } = useTranslation(['settings', 'common'])
  const { workspace } = useActive()
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button leftSection={<IconUserPlus size={16} />} onClick={() => setOpened(true)}>
        {t('members.invite')}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('members.inviteTitle', { workspace: workspace.name })}
        closeButtonProps={{ 'aria-label': t('common:action.close') }}
      >
        <Invite />
      </Modal>
    </>
  )
}

interface Created {
  invitation: InvitationView
  link: string
}

function Invite() {
  const { t } = useTranslation(['settings', 'common'])
  const { role: mine } = useActive()
  const client = useQueryClient()
  const problemText = useProblemText()
  const roleName = useRoleName()
  const form = useForm<{ email: string; role: Role }>({
    initialValues: { email: '', role: 'agent' },
    validate: { email: (value) => (value.trim() === '' || EMAIL.test(value.trim()) ? null : t('common:field.email')) },
  })
  const create = useMutation({
    mutationFn: ({ email, role }: { email: string; role: Role }) =>
      api.post<Created>('/invitations', { role, ...(email.trim() === '' ? {} : { email: email.trim() }) }),
    onSuccess: () => client.invalidateQueries({ queryKey: invitationsQuery.queryKey }),
  })
  if (create.data) {
    return (
      <LinkShownOnce link={create.data.link} expiresAt={create.data.invitation.expiresAt}>
        <Button
          variant="default"
          onClick={() => {
            form.reset()
            create.reset()
          }}
        >
          {t('members.another')}
        </Button>
      </LinkShownOnce>
    )
  }
  return (
    <form onSubmit={form.onSubmit((values) => create.mutate(values))} noValidate>
      <Stack>
        <TextInput
          label={t('members.inviteEmail')}
          description={t('members.inviteEmailHint')}
          type="email"
          autoComplete="off"
          data-autofocus
          {...form.getInputProps('email')}
        />
        <Select
          label={t('members.inviteRole')}
          description={t(`members.roleHint.${form.values.role}`)}
          data={rolesToGive(mine).map((role) => ({ value: role, label: roleName(role) }))}
          value={form.values.role}
          onChange={(value) => form.setFieldValue('role', ROLES.find((known) => known === value) ?? 'agent')}
          allowDeselect={false}
        />
        {create.error ? (
          <Notice tone="danger" role="alert">
            {problemText(create.error)}
          </Notice>
        ) : null}
      </Stack>
      <div className={classes.actions}>
        <Button type="submit" loading={create.isPending}>
          {t('members.create')}
        </Button>
      </div>
    </form>
  )
}
