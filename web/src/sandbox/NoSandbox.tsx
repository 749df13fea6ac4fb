import { Button } from '@mantine/core'
import type { NumberView } from '@recado/contract/numbers'
import { IconDeviceMobile, IconPlus } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { numbersQuery } from '../numbers/queries.ts'
import { useAbility } from '../session/me.ts'
import { useProblemText } from '../ui/problem-text.ts'
import { Empty } from '../ui/states.tsx'
import classes from './sandbox.module.css'

export function NoSandbox({ onCreated }: { onCreated(number: NumberView): void }) {
  const { t } = useTranslation('sandbox')
  const mayConnect = useAbility('numbers.connect')
  const queries = useQueryClient()
  const problemText = useProblemText()
  const create = useMutation({
    mutationFn: () => api.post<NumberView>('/numbers/sandbox', {}),
    onSuccess: async (number) => {
      await queries.invalidateQueries({ queryKey: numbersQuery.queryKey })
      onCreated(number)
    },
  })
  return (
    <main className={classes.alone}>
      <Empty
        icon={IconDeviceMobile}
        title={t('none.title')}
        actions={
          mayConnect ? (
            <Button size="lg" leftSection={<IconPlus size={16} />} loading={create.isPending} onClick={() => create.mutate()}>
              {t('none.create')}
            </Button>
          ) : null
        }
      >
        {mayConnect ? t('none.body') : t('none.askAdmin')}
        {create.isError ? (
          <p role="alert" className={classes.problem}>
            {problemText(create.error)}
          </p>
        ) : null}
      </Empty>
    </main>
  )
}
