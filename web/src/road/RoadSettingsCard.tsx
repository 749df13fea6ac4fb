import { Select, TextInput } from '@mantine/core'
import type { RoadChange, RoadView } from '@recado/contract/road'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { numbersQuery } from '../numbers/queries.ts'
import { Card } from '../ui/Card.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import classes from './road.module.css'
import { useKeepRoad } from './use-road.ts'

/** What the checks have to be told: the number that is shown, and ids that no API gives away. */
export function RoadSettingsCard({ view }: { view: RoadView }) {
  const { t } = useTranslation('road')
  const problemText = useProblemText()
  const keep = useKeepRoad()
  const numbers = useQuery(numbersQuery)
  const save = useMutation({ mutationFn: (change: RoadChange) => api.patch<RoadView>(`/road/${view.ground}`, change), onSuccess: keep })
  const here = numbers.data?.filter(({ kind }) => kind === view.ground) ?? []
  return (
    <Card title={t('settings.title')} hint={t('settings.hint')}>
      <div className={classes.fields}>
        <Select
          label={t('settings.demo')}
          placeholder={here.length === 0 ? t('settings.noNumber') : t('settings.choose')}
          data={here.map((number) => ({
            value: number.id,
            label: `${number.displayPhoneNumber} · ${number.verifiedName ?? number.wabaName}`,
          }))}
          value={view.settings.demo?.numberId ?? null}
          onChange={(value) => save.mutate({ demoNumberId: value })}
          disabled={here.length === 0}
          clearable
        />
        <IdField label={t('settings.business')} value={view.settings.businessId} save={(businessId) => save.mutate({ businessId })} />
        <IdField
          label={t('settings.configuration')}
          value={view.settings.configurationId}
          save={(configurationId) => save.mutate({ configurationId })}
        />
      </div>
      {save.isError ? (
        <Notice tone="warn" role="alert">
          {problemText(save.error)}
        </Notice>
      ) : null}
    </Card>
  )
}

function IdField({ label, value, save }: { label: string; value: string; save(value: string): void }) {
  const { t } = useTranslation('road')
  const [written, setWritten] = useState(value)
  const isWrong = !/^\d*$/.test(written.trim())
  const leave = () => {
    if (!isWrong && written.trim() !== value) save(written.trim())
  }
  return (
    <TextInput
      label={label}
      value={written}
      inputMode="numeric"
      error={isWrong ? t('settings.digits') : null}
      onChange={(event) => setWritten(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={(event) => event.key === 'Enter' && leave()}
    />
  )
}
