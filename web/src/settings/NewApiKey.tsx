import '@mantine/core/styles/Checkbox.layer.css'
import { Button, Checkbox, Modal, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { ApiKeyView } from '@recado/contract/team'
import { IconPlus } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useActive } from '../session/me.ts'
import { Stack } from '../ui/Card.tsx'
import { CopyField, CopyFields } from '../ui/CopyField.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { apiKeysQuery } from './api-keys-query.ts'
import classes from './Rows.module.css'
import { KEY_SCOPES, type KeyScope, scopeWord } from './scopes.ts'

export function NewApiKey() {
  const { t } = useTranslation(['settings', 'common'])
  const [opened, setOpened] = useState(false)
  const close = () => setOpened(false)
  return (
    <>
      <Button leftSection={<IconPlus size={16} />} onClick={() => setOpened(true)}>
        {t('keys.create')}
      </Button>
      <Modal opened={opened} onClose={close} title={t('keys.createTitle')} closeButtonProps={{ 'aria-label': t('common:action.close') }}>
        <Create close={close} />
      </Modal>
    </>
  )
}

interface Created {
  apiKey: ApiKeyView
  key: string
}

function Create({ close }: { close(): void }) {
  const { t } = useTranslation(['settings', 'common'])
  const client = useQueryClient()
  const problemText = useProblemText()
  const { abilities } = useActive()
  const grantable = KEY_SCOPES.filter((scope) => abilities.includes(scope))
  const form = useForm<{ name: string; scopes: string[] }>({
    initialValues: {
      name: '',
      scopes: ['conversations.read', 'conversations.reply', 'templates.read', 'numbers.read'] satisfies KeyScope[],
    },
    validate: {
      name: (value) => (value.trim() === '' ? t('common:field.required') : null),
      scopes: (value) => (value.length === 0 ? t('keys.scopesNone') : null),
    },
  })
  const create = useMutation({
    mutationFn: (values: { name: string; scopes: string[] }) => api.post<Created>('/api-keys', { ...values, name: values.name.trim() }),
    onSuccess: () => client.invalidateQueries({ queryKey: apiKeysQuery.queryKey }),
  })
  if (create.data) return <Shown created={create.data} close={close} />
  return (
    <form onSubmit={form.onSubmit((values) => create.mutate(values))} noValidate>
      <Stack>
        <TextInput label={t('keys.name')} description={t('keys.nameHint')} maxLength={100} data-autofocus {...form.getInputProps('name')} />
        <Checkbox.Group label={t('keys.scopes')} {...form.getInputProps('scopes')}>
          {grantable.map((scope) => (
            <Checkbox key={scope} value={scope} label={scopeWord(t, scope)} mt={8} />
          ))}
        </Checkbox.Group>
        {create.error ? (
          <Notice tone="danger" role="alert">
            {problemText(create.error)}
          </Notice>
        ) : null}
      </Stack>
      <div className={classes.actions}>
        <Button type="submit" loading={create.isPending}>
          {t('keys.create')}
        </Button>
      </div>
    </form>
  )
}

/** The only time the key is on a screen. */
function Shown({ created, close }: { created: Created; close(): void }) {
  const { t } = useTranslation('settings')
  return (
    <>
      <Stack>
        <p role="status">{t('keys.shownOnce')}</p>
        <CopyFields>
          <CopyField what={t('keys.shownTitle', { name: created.apiKey.name })} value={created.key} />
        </CopyFields>
      </Stack>
      <div className={classes.actions}>
        <Button onClick={close}>{t('keys.done')}</Button>
      </div>
    </>
  )
}
