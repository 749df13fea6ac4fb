import type { NumberView } from '@recado/contract/numbers'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { loadAreas } from '../i18n/setup.ts'
import { showToast } from '../ui/toasts.ts'
import { numbersQuery } from './queries.ts'

/** One click: the number, then the inbox, with a hint where to write from. */
export function useCreateSandbox() {
  const { t } = useTranslation('setup')
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: async () => {
      await loadAreas('setup')
      return api.post<NumberView>('/numbers/sandbox', {})
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: numbersQuery.queryKey })
      await navigate({ to: '/inbox/{-$conversationId}', params: {} })
      showToast(t('welcome.sandboxReady'), { action: { label: t('welcome.openPhone'), run: openPhone } })
    },
  })
}

/** Always the same tab, so that one click too many does not make a second phone. */
export function openPhone(): void {
  window.open('/sandbox/phone', 'recado-phone')
}
