import { Button, NativeSelect, Switch, TextInput } from '@mantine/core'
import type { CallingWish, MetaSettings } from '@recado/contract/meta-settings'
import type { NumberView } from '@recado/contract/numbers'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { Card, Stack } from '../ui/Card.tsx'
import { Notice, StateTag } from '../ui/Notice.tsx'
import { type DayDraft, daysOf, isWrong, weekOf } from './call-hours-draft.ts'
import { metaSettingsQuery, useKept } from './meta-queries.ts'
import classes from './Tab.module.css'
import { useMetaProblem } from './use-meta-problem.ts'

interface Props {
  number: NumberView
  saved: NonNullable<MetaSettings['calling']>
  disabled: boolean
}

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone

/** Whether and when customers may call the number, and what they see of it. */
export function CallingCard({ number, saved, disabled }: Props) {
  const { t } = useTranslation('numberSettings')
  const problemText = useMetaProblem()
  const [draft, setDraft] = useState({ isOn: saved.isOn, showsIcon: saved.showsIcon, asksCallback: saved.asksCallback })
  const [hasHours, setHasHours] = useState(saved.hours !== null)
  const [timezone, setTimezone] = useState(saved.hours?.timezone || HERE)
  const [days, setDays] = useState(() => daysOf(saved.hours?.week ?? []))
  const wish: CallingWish = { ...draft, hours: hasHours ? { timezone, week: weekOf(days) } : null }
  const before = { isOn: saved.isOn, showsIcon: saved.showsIcon, asksCallback: saved.asksCallback, hours: saved.hours }
  const change = useKept(number.id, metaSettingsQuery(number.id).queryKey, t('saved'), () =>
    api.put<MetaSettings>(`/numbers/${number.id}/meta-settings/calling`, wish),
  )
  const isEmpty = hasHours && !days.some(({ isOpen }) => isOpen)
  const isReady = JSON.stringify(wish) !== JSON.stringify(before) && !isEmpty && !(hasHours && days.some(isWrong))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady) change.mutate(undefined)
  }
  const set = (part: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...part }))
  return (
    <Card
      title={t('calling.title')}
      hint={t('calling.hint')}
      tags={<StateTag tone={saved.isOn ? 'ok' : 'plain'}>{t(saved.isOn ? 'calling.on' : 'calling.off')}</StateTag>}
    >
      <form onSubmit={submit}>
        <Stack>
          {number.isCoexistence ? <Notice tone="info">{t('calling.coexistence')}</Notice> : null}
          {saved.hasSip ? <Notice tone="info">{t('calling.sip')}</Notice> : null}
          <Switch
            label={t('calling.switch')}
            description={t('calling.switchEffect')}
            checked={draft.isOn}
            disabled={disabled}
            onChange={(event) => set({ isOn: event.currentTarget.checked })}
          />
          <Switch
            label={t('calling.icon')}
            description={t('calling.iconEffect')}
            checked={draft.showsIcon}
            disabled={disabled || !draft.isOn}
            onChange={(event) => set({ showsIcon: event.currentTarget.checked })}
          />
          <Switch
            label={t('calling.callback')}
            description={t('calling.callbackEffect')}
            checked={draft.asksCallback}
            disabled={disabled || !draft.isOn}
            onChange={(event) => set({ asksCallback: event.currentTarget.checked })}
          />
          <Switch
            label={t('calling.hours')}
            description={t('calling.hoursEffect')}
            checked={hasHours}
            disabled={disabled || !draft.isOn}
            onChange={(event) => {
              setHasHours(event.currentTarget.checked)
              if (isEmptyWeek(days)) setDays(workdays(days))
            }}
          />
          {hasHours && draft.isOn ? (
            <Hours days={days} setDays={setDays} timezone={timezone} setTimezone={setTimezone} disabled={disabled} isEmpty={isEmpty} />
          ) : null}
          {change.error ? (
            <Notice tone="danger" role="alert">
              {problemText(change.error)}
            </Notice>
          ) : null}
          {disabled ? null : (
            <div>
              <Button type="submit" disabled={!isReady} loading={change.isPending}>
                {t('calling.save')}
              </Button>
            </div>
          )}
        </Stack>
      </form>
    </Card>
  )
}

const isEmptyWeek = (days: readonly DayDraft[]) => !days.some(({ isOpen }) => isOpen)
const workdays = (days: readonly DayDraft[]) => days.map((day, nth) => ({ ...day, isOpen: nth < 5 }))

interface HoursProps {
  days: DayDraft[]
  setDays: (days: DayDraft[]) => void
  timezone: string
  setTimezone: (timezone: string) => void
  disabled: boolean
  isEmpty: boolean
}

function Hours({ days, setDays, timezone, setTimezone, disabled, isEmpty }: HoursProps) {
  const { t } = useTranslation('numberSettings')
  const change = (day: DayDraft, part: Partial<DayDraft>) =>
    setDays(days.map((each) => (each.day === day.day ? { ...each, ...part } : each)))
  return (
    <>
      <NativeSelect
        label={t('calling.timezone')}
        disabled={disabled}
        value={timezone}
        onChange={(event) => setTimezone(event.currentTarget.value)}
        data={[...new Set([timezone, ...Intl.supportedValuesOf('timeZone')])]}
      />
      <div className={classes.days}>
        {days.map((day) => (
          <div className={classes.day} key={day.day}>
            <Switch
              label={t(`day.${day.day}`)}
              checked={day.isOpen}
              disabled={disabled}
              onChange={(event) => change(day, { isOpen: event.currentTarget.checked })}
            />
            {day.isOpen ? (
              <>
                <TextInput
                  type="time"
                  aria-label={t('calling.open', { day: t(`day.${day.day}`) })}
                  disabled={disabled}
                  value={day.open}
                  error={isWrong(day)}
                  onChange={(event) => change(day, { open: event.currentTarget.value })}
                />
                <TextInput
                  type="time"
                  aria-label={t('calling.close', { day: t(`day.${day.day}`) })}
                  disabled={disabled}
                  value={day.close}
                  error={isWrong(day)}
                  onChange={(event) => change(day, { close: event.currentTarget.value })}
                />
              </>
            ) : (
              <span className={classes.quiet}>{t('calling.closed')}</span>
            )}
          </div>
        ))}
      </div>
      {days.some(isWrong) ? <Notice tone="danger">{t('calling.wrongHours')}</Notice> : null}
      {isEmpty ? <Notice tone="danger">{t('calling.noDay')}</Notice> : null}
    </>
  )
}
