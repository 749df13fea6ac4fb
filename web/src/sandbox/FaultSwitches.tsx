import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Switch.layer.css'
import { Button, NativeSelect, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { type Faults, type FaultsPatch, phoneApi } from './phone-api.ts'
import classes from './sandbox.module.css'
import { useChange } from './use-change.ts'
import { keys, useFaults, useWaba } from './use-sandbox.ts'

const DELAY_MS = 2_000
/** Codes worth rehearsing; the words say what each means to the person. */
const REFUSALS = ['131026', '131047', '131049', '131050', '131056', '130429', '131031', '131042', '190', '131000'] as const

/** What Meta does to the whole account. */
export function FaultSwitches({ wabaId }: { wabaId: string }) {
  const { t } = useTranslation('sandbox')
  const format = useFormat()
  const faults = useFaults(wabaId).data
  const ahead = useWaba(wabaId).data?.clockOffsetSeconds ?? 0
  const change = useChange<Faults>(keys.faults(wabaId), keys.waba(wabaId))
  const set = (patch: FaultsPatch) =>
    change({ work: () => phoneApi.setFaults(wabaId, patch), shown: (before) => ({ ...before, ...patch }) })
  return (
    <div className={classes.switches}>
      <Switch
        labelPosition="left"
        label={t('backstage.delay')}
        checked={(faults?.webhooks.delay.maxMs ?? 0) > 0}
        onChange={(event) => set({ webhooks: { delay: spanOf(event.currentTarget.checked ? DELAY_MS : 0) } })}
      />
      <NativeSelect
        label={t('backstage.refuseNext')}
        value={refusedNext(faults)}
        onChange={(event) =>
          set({ next: event.currentTarget.value === '' ? [] : [{ kind: 'refuse', code: Number(event.currentTarget.value) }] })
        }
        data={[
          { value: '', label: t('backstage.refuseNone') },
          ...REFUSALS.map((code) => ({ value: code, label: `${code} · ${t(`refusal.${code}`)}` })),
        ]}
      />
      <div className={classes.clock}>
        <span>
          {t('backstage.clock')}
          {ahead > 0 ? <span className={classes.ahead}>{t('backstage.clockAhead', { time: format.duration(ahead * 1000) })}</span> : null}
        </span>
        <Button variant="default" size="xs" onClick={() => change({ work: () => phoneApi.advanceClock(wabaId, 24) })}>
          {t('backstage.clockDo')}
        </Button>
      </div>
    </div>
  )
}

const spanOf = (ms: number) => ({ minMs: ms, maxMs: ms })

function refusedNext(faults: Faults | undefined): string {
  const next = faults?.next.find(({ kind }) => kind === 'refuse')
  return next?.code === undefined ? '' : String(next.code)
}
