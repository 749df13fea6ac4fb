import { Button } from '@mantine/core'
import type { NumberView } from '@recado/contract/numbers'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { showToast } from '../ui/toasts.ts'
import classes from './NumberPage.module.css'
import { numbersQuery } from './queries.ts'

export function DisconnectNumber({ number }: { number: NumberView }) {
  const { t } = useTranslation('numbers')
  const client = useQueryClient()
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const name = { number: number.displayPhoneNumber }
  const disconnect = useMutation({
    mutationFn: () => api.delete(`/numbers/${number.id}`),
    onSuccess: async () => {
      await navigate({ to: '/numbers' })
      client.removeQueries({ queryKey: [...numbersQuery.queryKey, number.id] })
      await client.invalidateQueries({ queryKey: numbersQuery.queryKey })
      showToast(t('disconnect.done', name))
    },
  })
  return (
    <div className={classes.leave}>
      <Button variant="subtle" color="danger" onClick={() => setAsking(true)}>
        {t('disconnect.button')}
      </Button>
      <ConfirmDialog
        opened={asking}
        close={() => setAsking(false)}
        title={t('disconnect.title', name)}
        confirm={t('disconnect.confirm', name)}
        busy={disconnect.isPending}
        error={disconnect.error}
        run={() => disconnect.mutate()}
      >
        <p>{t('disconnect.body')}</p>
        {number.kind === 'meta' ? <p>{t('disconnect.again')}</p> : null}
      </ConfirmDialog>
    </div>
  )
}
