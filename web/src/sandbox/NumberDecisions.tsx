import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type NumberDecision, phoneApi, type SandboxNumber } from './phone-api.ts'
import classes from './sandbox.module.css'
import { useChange } from './use-change.ts'
import { keys } from './use-sandbox.ts'

interface Props {
  wabaId: string
  phoneNumberId: string
}

const QUALITIES = ['GREEN', 'YELLOW', 'RED', 'UNKNOWN'] as const
const TIERS = ['TIER_250', 'TIER_2K', 'TIER_10K', 'TIER_100K', 'TIER_UNLIMITED'] as const

/** Meta's side of a number: its quality and limit, and what becomes of a name, a username and an application. */
export function NumberDecisions(props: Props) {
  const { t } = useTranslation('sandbox')
  const [isOpen, setOpen] = useState(false)
  return (
    <details className={classes.dashboard} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('number.title')}</summary>
      <p className={classes.hint}>{t('number.hint')}</p>
      {isOpen ? <Decisions {...props} /> : null}
    </details>
  )
}

function Decisions({ wabaId, phoneNumberId }: Props) {
  const { t } = useTranslation('sandbox')
  const { data: now } = useQuery({ queryKey: keys.number(wabaId, phoneNumberId), queryFn: () => phoneApi.number(wabaId, phoneNumberId) })
  const change = useChange<SandboxNumber>(keys.number(wabaId, phoneNumberId), keys.deliveries(wabaId))
  const decide = (decision: NumberDecision) => change({ work: () => phoneApi.decideNumber(wabaId, phoneNumberId, decision) })
  if (!now) return null
  return (
    <div className={classes.switches}>
      <NativeSelect
        label={t('number.quality')}
        value={now.quality}
        onChange={(event) => decide({ act: 'rate', quality: event.currentTarget.value })}
        data={QUALITIES.map((value) => ({ value, label: t(`templates.qualities.${value}`) }))}
      />
      <NativeSelect
        label={t('number.tier')}
        value={now.tier}
        onChange={(event) => decide({ act: 'limit', tier: event.currentTarget.value })}
        data={TIERS.map((value) => ({ value, label: t(`number.tiers.${value}`) }))}
      />
      <p className={classes.hint}>{now.newName === null ? t('number.noName') : t('number.name', { name: now.newName })}</p>
      <div className={classes.decisions}>
        <Button variant="default" size="xs" disabled={now.newName === null} onClick={() => decide({ act: 'approveName' })}>
          {t('number.approveName')}
        </Button>
        <Button variant="default" size="xs" disabled={now.newName === null} onClick={() => decide({ act: 'declineName' })}>
          {t('number.declineName')}
        </Button>
      </div>
      <div className={classes.decisions}>
        <Button variant="default" size="xs" disabled={now.usernameStatus !== 'reserved'} onClick={() => decide({ act: 'approveUsername' })}>
          {t('number.approveUsername')}
        </Button>
        <Button variant="default" size="xs" disabled={now.throughput === 'HIGH'} onClick={() => decide({ act: 'upgrade' })}>
          {t('number.upgrade')}
        </Button>
      </div>
      <div className={classes.decisions}>
        <Button
          variant="default"
          size="xs"
          disabled={now.official !== 'PENDING'}
          onClick={() => decide({ act: 'official', approved: true })}
        >
          {t('number.approveOfficial')}
        </Button>
        <Button
          variant="default"
          size="xs"
          disabled={now.official !== 'PENDING'}
          onClick={() => decide({ act: 'official', approved: false })}
        >
          {t('number.declineOfficial')}
        </Button>
      </div>
      <div className={classes.decisions}>
        <Button variant="default" size="xs" onClick={() => decide({ act: 'restrict', on: !now.restricted })}>
          {t(now.restricted ? 'number.unrestrict' : 'number.restrict')}
        </Button>
        <Button variant="default" size="xs" onClick={() => decide({ act: 'revokeTokens' })}>
          {t('number.revokeTokens')}
        </Button>
      </div>
    </div>
  )
}
