import '@mantine/core/styles/Combobox.layer.css'
import { Button, Modal, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { MeView, WorkspaceView } from '@recado/contract/team'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { currentLocale } from '../i18n/setup.ts'
import { useSessionActions } from '../session/actions.ts'
import { meQuery, useMe } from '../session/me.ts'
import { browserTimeZone, timeZones } from '../setup/time-zones.ts'
import { Stack } from '../ui/Card.tsx'
import { CopyField, CopyFields } from '../ui/CopyField.tsx'
import { EMAIL } from '../ui/form-errors.ts'
import { Notice } from '../ui/Notice.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import classes from './Rows.module.css'

export function NewWorkspace() {
  const { t } = useTranslation(['settings', 'common'])
  const [opened, setOpened] = useState(false)
  const close = () => setOpened(false)
  return (
    <>
      <Button leftSection={<IconPlus size={16} />} onClick={() => setOpened(true)}>
        {t('workspaces.create')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('workspaces.createTitle')}
        closeButtonProps={{ 'aria-label': t('common:action.close') }}
      >
        <Create />
      </Modal>
    </>
  )
}

interface Created {
  workspace: WorkspaceView
  invitationLink: string | null
}

function Create() {
  const { t } = useTranslation(['settings', 'common'])
  const client = useQueryClient()
  const problemText = useProblemText()
  const form = useForm({
    initialValues: { name: '', ownerEmail: '', timeZone: browserTimeZone() },
    validate: {
      name: (value) => (value.trim() === '' ? t('common:field.required') : null),
      ownerEmail: (value) => (value.trim() === '' || EMAIL.test(value.trim()) ? null : t('common:field.email')),
    },
  })
  const create = useMutation({
    mutationFn: async ({ name, ownerEmail, timeZone }: typeof form.values) => {
      const owner = ownerEmail.trim() === '' ? {} : { ownerEmail: ownerEmail.trim() }
      const created = await api.post<Created>('/workspaces', { name: name.trim(), timeZone, locale: currentLocale(), ...owner })
      client.setQueryData(meQuery.queryKey, await api.get<MeView>('/session'))
      return created
    },
  })
  if (create.data) return <Made created={create.data} />
  return (
    <form onSubmit={form.onSubmit((values) => create.mutate(values))} noValidate>
      <Stack>
        <TextInput label={t('workspaces.name')} maxLength={100} data-autofocus {...form.getInputProps('name')} />
        <TextInput
          label={t('workspaces.owner')}
          description={t('workspaces.ownerHint')}
          type="email"
          autoComplete="off"
          {...form.getInputProps('ownerEmail')}
        />
        <Select label={t('workspaces.timeZone')} data={timeZones()} searchable allowDeselect={false} {...form.getInputProps('timeZone')} />
        {create.error ? (
          <Notice tone="danger" role="alert">
            {problemText(create.error)}
          </Notice>
        ) : null}
      </Stack>
      <div className={classes.actions}>
        <Button type="submit" loading={create.isPending}>
          {t('workspaces.create')}
        </Button>
      </div>
    </form>
  )
}

function Made({ created: { workspace, invitationLink } }: { created: Created }) {
  const { t } = useTranslation('settings')
  const { workspaces } = useMe()
  const { switchWorkspace } = useSessionActions()
  const isMine = workspaces.some(({ id }) => id === workspace.id)
  return (
    <>
      <Stack>
        <Notice tone="ok" role="status">
          {t('workspaces.created', { name: workspace.name })}
        </Notice>
        {invitationLink ? (
          <CopyFields>
            <CopyField what={t('workspaces.inviteTitle', { name: workspace.name })} value={invitationLink} />
          </CopyFields>
        ) : null}
      </Stack>
      {isMine ? (
        <div className={classes.actions}>
          <Button onClick={() => switchWorkspace(workspace.id)}>{t('workspaces.openOf', { name: workspace.name })}</Button>
        </div>
      ) : null}
    </>
  )
}
