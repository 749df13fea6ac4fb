import { Button } from '@mantine/core'
import type { TemplateView } from '@recado/contract/numbers'
import { IconCopy, IconPencil, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useAbility } from '../session/me.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { Notice, type Tone } from '../ui/Notice.tsx'
import { showToast } from '../ui/toasts.ts'
import classes from './TemplatesPage.module.css'

/** What Meta decided about a template and what to do about it. */
export function TemplateState({ template }: { template: TemplateView }) {
  const { t } = useTranslation('builder')
  const reason = useReason()
  if (template.status === 'REJECTED' && template.rejectedReason) return <Said tone="danger">{reason(template.rejectedReason)}</Said>
  const state = STATES.find((one) => one === template.status)
  return state ? <Said tone={state === 'PENDING' ? 'info' : 'warn'}>{t(`status.${state}`)}</Said> : null
}

/** Meta's word for a rejection, with what to do about it. */
export function useReason(): (reason: string) => string {
  const { t } = useTranslation('builder')
  return (reason) => {
    const known = REASONS.find((one) => one === reason)
    return known ? t(`reason.${known}`) : t('reason.OTHER', { reason })
  }
}

const REASONS = ['ABUSIVE_CONTENT', 'INCORRECT_CATEGORY', 'INVALID_FORMAT', 'PROMOTIONAL', 'SCAM', 'TAG_CONTENT_MISMATCH'] as const
const STATES = ['PENDING', 'PAUSED', 'DISABLED'] as const

function Said({ tone, children }: { tone: Tone; children: string }) {
  return (
    <Notice tone={tone} role="status">
      {children}
    </Notice>
  )
}

/** Meta takes edits only of what it has decided about. */
const EDITABLE = new Set(['APPROVED', 'REJECTED', 'PAUSED'])

export function TemplateActions({ template, gone }: { template: TemplateView; gone(): void }) {
  const { t } = useTranslation('builder')
  const client = useQueryClient()
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const mayCreate = useAbility('templates.create')
  const { name } = template
  const remove = useMutation({
    mutationFn: () => api.delete(`/templates/${template.id}`),
    onSuccess: async () => {
      setAsking(false)
      gone()
      showToast(t('delete.done', { name }))
      await client.invalidateQueries({ queryKey: ['templates'] })
    },
  })
  if (!mayCreate) return null
  return (
    <div className={classes.actions}>
      {EDITABLE.has(template.status) ? (
        <Button
          variant="default"
          leftSection={<IconPencil size={16} stroke={2} />}
          onClick={() => void navigate({ to: '/templates/$templateId/edit', params: { templateId: template.id } })}
        >
          {t('action.edit')}
        </Button>
      ) : null}
      <Button
        variant="default"
        leftSection={<IconCopy size={16} stroke={2} />}
        onClick={() => void navigate({ to: '/templates/new', search: { copy: template.id } })}
      >
        {t('action.copy')}
      </Button>
      <Button variant="subtle" color="danger" leftSection={<IconTrash size={16} stroke={2} />} onClick={() => setAsking(true)}>
        {t('action.delete')}
      </Button>
      <ConfirmDialog
        opened={asking}
        close={() => setAsking(false)}
        title={t('delete.title', { name })}
        confirm={t('delete.confirm', { name })}
        busy={remove.isPending}
        error={remove.error}
        run={() => remove.mutate()}
      >
        <p>{t('delete.body')}</p>
      </ConfirmDialog>
    </div>
  )
}
