import { Button, NativeSelect, TextInput } from '@mantine/core'
import type { MetaSettings } from '@recado/contract/meta-settings'
import { RETENTION, STORAGE_KINDS, STORAGE_REGIONS } from '@recado/contract/number-setting-words'
import type { NumberView } from '@recado/contract/numbers'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { currentLocale } from '../i18n/setup.ts'
import { Card, Stack } from '../ui/Card.tsx'
import { Notice } from '../ui/Notice.tsx'
import { metaSettingsQuery, useKept } from './meta-queries.ts'
import { useMetaProblem } from './use-meta-problem.ts'

interface Props {
  number: NumberView
  saved: NonNullable<MetaSettings['storage']>
  disabled: boolean
}

/** Where Meta keeps the messages while it has them. */
export function StorageCard({ number, saved, disabled }: Props) {
  const { t } = useTranslation('numberSettings')
  const problemText = useMetaProblem()
  const [kind, setKind] = useState(STORAGE_KINDS.find((known) => known === saved.kind) ?? 'DEFAULT')
  const [region, setRegion] = useState(saved.region ?? 'BR')
  const [minutes, setMinutes] = useState(String(saved.retentionMinutes ?? 60))
  const change = useKept(number.id, metaSettingsQuery(number.id).queryKey, t('saved'), () =>
    api.put<MetaSettings>(`/numbers/${number.id}/meta-settings/storage`, {
      kind,
      ...(kind === 'IN_COUNTRY_STORAGE_ENABLED' && { region }),
      ...(kind === 'NO_STORAGE_ENABLED' && { retentionMinutes: Number(minutes) }),
    }),
  )
  const isTime = /^\d{1,4}$/.test(minutes) && Number(minutes) >= RETENTION.least && Number(minutes) <= RETENTION.most
  const isChanged =
    kind !== saved.kind ||
    (kind === 'IN_COUNTRY_STORAGE_ENABLED' && region !== saved.region) ||
    (kind === 'NO_STORAGE_ENABLED' && Number(minutes) !== saved.retentionMinutes)
  const isReady = isChanged && (kind !== 'NO_STORAGE_ENABLED' || isTime)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady) change.mutate(undefined)
  }
  const countries = new Intl.DisplayNames([currentLocale()], { type: 'region' })
  return (
    <Card title={t('storage.title')} hint={t('storage.hint')}>
      <form onSubmit={submit}>
        <Stack>
          <NativeSelect
            label={t('storage.kind')}
            description={t(`storage.effect.${kind}`)}
            disabled={disabled}
            value={kind}
            onChange={(event) => setKind(STORAGE_KINDS.find((known) => known === event.currentTarget.value) ?? 'DEFAULT')}
            data={STORAGE_KINDS.map((value) => ({ value, label: t(`storage.kinds.${value}`) }))}
          />
          {kind === 'IN_COUNTRY_STORAGE_ENABLED' ? (
            <NativeSelect
              label={t('storage.region')}
              disabled={disabled}
              value={region}
              onChange={(event) => setRegion(event.currentTarget.value)}
              data={STORAGE_REGIONS.map((value) => ({ value, label: countries.of(value) ?? value }))}
            />
          ) : null}
          {kind === 'NO_STORAGE_ENABLED' ? (
            <TextInput
              label={t('storage.minutes')}
              inputMode="numeric"
              disabled={disabled}
              value={minutes}
              error={isTime ? undefined : t('storage.minutesWrong', RETENTION)}
              onChange={(event) => setMinutes(event.currentTarget.value.trim())}
            />
          ) : null}
          {change.error ? (
            <Notice tone="danger" role="alert">
              {problemText(change.error)}
            </Notice>
          ) : null}
          {disabled ? null : (
            <div>
              <Button type="submit" disabled={!isReady} loading={change.isPending}>
                {t('storage.save')}
              </Button>
            </div>
          )}
        </Stack>
      </form>
    </Card>
  )
}
