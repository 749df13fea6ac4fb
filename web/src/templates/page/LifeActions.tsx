import { Button } from '@mantine/core'
import type { TemplateView } from '@recado/contract/numbers'
import { IconArchive, IconArchiveOff, IconPlayerPlay } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { useAbility } from '../../session/me.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { useProblemText } from '../../ui/problem-text.ts'
import { showToast } from '../../ui/toasts.ts'

type Verb = 'unpause' | 'archive' | 'unarchive'

const ARCHIVABLE = new Set(['APPROVED', 'PAUSED'])

/** What Meta lets one do with a template besides editing it. */
export function LifeActions({ template }: { template: TemplateView }) {
  const { t } = useTranslation('templateLife')
  const problemText = useProblemText()
  const client = useQueryClient()
  const mayCreate = useAbility('templates.create')
  const [asking, setAsking] = useState(false)
  const { id, name, status } = template
  const act = useMutation({
    mutationFn: (verb: Verb) => api.post<TemplateView>(`/templates/${id}/${verb}`),
    onSuccess: async (_changed, verb) => {
      setAsking(false)
      showToast(t(`action.done.${verb}`, { name }))
      await client.invalidateQueries({ queryKey: ['templates'] })
    },
    onError: (error, verb) => (verb === 'archive' ? undefined : showToast(problemText(error), { tone: 'danger' })),
  })
  if (!mayCreate) return null
  return (
    <>
      {status === 'PAUSED' ? (
        <Button leftSection={<IconPlayerPlay size={16} stroke={2} />} loading={act.isPending} onClick={() => act.mutate('unpause')}>
          {t('action.unpause')}
        </Button>
      ) : null}
      {status === 'ARCHIVED' ? (
        <Button leftSection={<IconArchiveOff size={16} stroke={2} />} loading={act.isPending} onClick={() => act.mutate('unarchive')}>
          {t('action.unarchive')}
        </Button>
      ) : null}
      {ARCHIVABLE.has(status) ? (
        <Button variant="default" leftSection={<IconArchive size={16} stroke={2} />} onClick={() => setAsking(true)}>
          {t('action.archive')}
        </Button>
      ) : null}
      <ConfirmDialog
        opened={asking}
        close={() => setAsking(false)}
        title={t('action.archiveTitle', { name })}
        confirm={`${t('action.archive')} ${name}`}
        busy={act.isPending}
        error={act.error}
        run={() => act.mutate('archive')}
      >
        <p>{t('action.archiveBody')}</p>
      </ConfirmDialog>
    </>
  )
}
