import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Checkbox.layer.css'
import { ActionIcon, Checkbox, TextInput } from '@mantine/core'
import { type Interval, intervalProblem } from '@recado/contract/opening-hours'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './Service.module.css'

interface Props {
  name: string
  intervals: Interval[]
  /** what a day begins with when it is opened */
  usual: Interval[]
  readOnly: boolean
  change(intervals: Interval[]): void
}

const MOST = 4

/** A day: open or not, and between which hours. */
export function DayFields({ name, intervals, usual, readOnly, change }: Props) {
  const { t } = useTranslation('numberService')
  const problem = intervalProblem(intervals)
  return (
    <fieldset className={classes.day} disabled={readOnly} aria-label={name}>
      <Checkbox
        label={name}
        checked={intervals.length > 0}
        onChange={(event) => change(event.currentTarget.checked ? usual : [])}
        className={classes.weekday ?? ''}
      />
      {intervals.length === 0 ? (
        <span className={classes.closed}>{t('hours.closed')}</span>
      ) : (
        <div className={classes.intervals}>
          {intervals.map((interval, nth) => (
            <IntervalFields
              // biome-ignore lint/suspicious/noArrayIndexKey: an interval is its place
              key={nth}
              day={name}
              interval={interval}
              isLast={nth === intervals.length - 1 && intervals.length < MOST}
              change={(next) => change(intervals.map((other, place) => (place === nth ? next : other)))}
              add={() => change([...intervals, { from: interval.to === '24:00' ? '23:00' : interval.to, to: '24:00' }])}
              remove={() => change(intervals.filter((_, place) => place !== nth))}
            />
          ))}
          {problem ? (
            <p className={classes.problem} role="alert">
              {t(`hours.${problem}`)}
            </p>
          ) : null}
        </div>
      )}
    </fieldset>
  )
}

interface IntervalProps {
  day: string
  interval: Interval
  isLast: boolean
  change(interval: Interval): void
  add(): void
  remove(): void
}

/** A browser's own clock fields know no 24:00; midnight as an end is meant as that. */
const toField = (time: string) => (time === '24:00' ? '00:00' : time)
const toEnd = (time: string) => (time === '00:00' ? '24:00' : time)

function IntervalFields({ day, interval, isLast, change, add, remove }: IntervalProps) {
  const { t } = useTranslation('numberService')
  return (
    <div className={classes.interval}>
      <TextInput
        className={classes.time ?? ''}
        type="time"
        aria-label={t('hours.from', { day })}
        value={interval.from}
        onChange={(event) => event.currentTarget.value && change({ ...interval, from: event.currentTarget.value })}
      />
      <span aria-hidden="true">–</span>
      <TextInput
        className={classes.time ?? ''}
        type="time"
        aria-label={t('hours.to', { day })}
        value={toField(interval.to)}
        onChange={(event) => event.currentTarget.value && change({ ...interval, to: toEnd(event.currentTarget.value) })}
      />
      <ActionIcon aria-label={t('hours.remove', { day, from: interval.from })} onClick={remove}>
        <IconTrash size={16} stroke={1.75} />
      </ActionIcon>
      {isLast ? (
        <ActionIcon aria-label={t('hours.add', { day })} onClick={add}>
          <IconPlus size={16} stroke={1.75} />
        </ActionIcon>
      ) : null}
    </div>
  )
}
