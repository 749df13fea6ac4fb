import { Button } from '@mantine/core'
import type { RoadView, TestCallResult } from '@recado/contract/road'
import type { Item, ItemId } from '@recado/contract/road-items'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { Notice } from '../ui/Notice.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { useFindingText } from './finding-text.ts'
import { useKeepRoad } from './use-road.ts'

interface Action {
  readonly label: 'mend' | 'call'
  readonly path: string
  readonly body?: unknown
}

/** What software can do about an item by itself. */
const ACTIONS: Partial<Record<ItemId, Action>> = {
  'server.webhook': { label: 'mend', path: '/webhook' },
  'number.webhook': { label: 'mend', path: '/webhook' },
  'review.callmessaging': { label: 'call', path: '/calls', body: { permission: 'whatsapp_business_messaging' } },
  'review.callmanagement': { label: 'call', path: '/calls', body: { permission: 'whatsapp_business_management' } },
}

export function ItemActions({ item, view }: { item: Item; view: RoadView }) {
  const { t } = useTranslation('road')
  const say = useFindingText()
  const problemText = useProblemText()
  const keep = useKeepRoad()
  const action = ACTIONS[item.id]
  const run = useMutation({
    mutationFn: async (wanted: Action) => {
      const result = await api.post<TestCallResult>(`/road/${view.ground}${wanted.path}`, wanted.body)
      keep(await api.post<RoadView>(`/road/${view.ground}/checks`, { items: [item.id] }))
      return result
    },
  })
  if (!action) return null
  return (
    <>
      <Button size="xs" variant="light" loading={run.isPending} onClick={() => run.mutate(action)}>
        {t(`item.${action.label}`)}
      </Button>
      {run.data || run.error ? (
        <Notice tone={run.data?.ok ? 'ok' : 'warn'} role="status">
          {run.data ? say(run.data) : problemText(run.error)}
        </Notice>
      ) : null}
    </>
  )
}
