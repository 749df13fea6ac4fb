import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useAbility } from '../session/me.ts'
import { useProblemText } from '../ui/problem-text.ts'
import { showToast } from '../ui/toasts.ts'

/** Reads the templates from Meta again: of one account, or of all. */
export function SyncButton({ wabaId }: { wabaId?: string }) {
  const { t } = useTranslation('templates')
  const client = useQueryClient()
  const problemText = useProblemText()
  const maySync = useAbility('templates.sync')
  const sync = useMutation({
    mutationFn: () => api.post('/templates/sync', wabaId ? { wabaId } : {}),
    onSuccess: () => client.invalidateQueries({ queryKey: ['templates'] }),
    onError: (problem) => showToast(problemText(problem), { tone: 'danger' }),
  })
  if (!maySync) return null
  return (
    <Button variant="default" leftSection={<IconRefresh size={16} stroke={2} />} loading={sync.isPending} onClick={() => sync.mutate()}>
      {t('sync')}
    </Button>
  )
}
