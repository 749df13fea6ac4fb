import '@mantine/core/styles/Combobox.layer.css'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Switch.layer.css'
import { Button, Select, Switch } from '@mantine/core'
import type { NumberView } from '@recado/contract/numbers'
import { type Interval, intervalProblem, type OpeningHours, WEEKDAYS } from '@recado/contract/opening-hours'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAbility, useActive } from '../../session/me.ts'
import { SavedLine } from '../../settings/SavedLine.tsx'
import { useSaving } from '../../settings/use-saving.ts'
import { timeZones } from '../../setup/time-zones.ts'
import { Card, Stack } from '../../ui/Card.tsx'
import { OutsideHoursTag } from '../OutsideHours.tsx'
import { DayFields } from './DayFields.tsx'
import { Exceptions } from './Exceptions.tsx'
import classes from './Service.module.css'
import { useSaveSettings } from './use-settings.ts'

const OFFICE: Interval[] = [{ from: '09:00', to: '18:00' }]

function usualHours(timeZone: string): OpeningHours {
  const week = { monday: OFFICE, tuesday: OFFICE, wednesday: OFFICE, thursday: OFFICE, friday: OFFICE, saturday: [], sunday: [] }
  return { timeZone, week, exceptions: [] }
}

export function HoursCard({ number }: { number: NumberView }) {
  const { t } = useTranslation('numberService')
  const mayChange = useAbility('numbers.connect')
  const { workspace } = useActive()
  const saving = useSaving(useSaveSettings(number.id))
  const [isOn, setOn] = useState(number.hours !== null)
  const [hours, setHours] = useState(number.hours ?? usualHours(workspace.timeZone))
  const wanted = isOn ? hours : null
  const isSame = JSON.stringify(wanted) === JSON.stringify(number.hours)
  return (
    <Card title={t('hours.title')} hint={t('hours.hint')} tags={<OutsideHoursTag number={number} />}>
      <Stack>
        <Switch label={t('hours.has')} checked={isOn} disabled={!mayChange} onChange={(event) => setOn(event.currentTarget.checked)} />
        {isOn ? (
          <>
            <Select
              label={t('hours.timeZone')}
              data={timeZones()}
              value={hours.timeZone}
              onChange={(timeZone) => setHours({ ...hours, timeZone: timeZone ?? hours.timeZone })}
              searchable
              allowDeselect={false}
              readOnly={!mayChange}
            />
            <div>
              {WEEKDAYS.map((weekday) => (
                <DayFields
                  key={weekday}
                  name={t(`weekday.${weekday}`)}
                  intervals={hours.week[weekday]}
                  usual={OFFICE}
                  readOnly={!mayChange}
                  change={(intervals) => setHours({ ...hours, week: { ...hours.week, [weekday]: intervals } })}
                />
              ))}
            </div>
            <Exceptions
              exceptions={hours.exceptions}
              usual={OFFICE}
              readOnly={!mayChange}
              change={(exceptions) => setHours({ ...hours, exceptions })}
            />
          </>
        ) : null}
      </Stack>
      {mayChange ? (
        <div className={classes.save}>
          <SavedLine said={saving.said} failed={saving.failed} />
          <Button onClick={() => saving.save({ hours: wanted })} loading={saving.busy} disabled={isSame || (isOn && !isSound(hours))}>
            {t('save')}
          </Button>
        </div>
      ) : null}
    </Card>
  )
}

function isSound({ week, exceptions }: OpeningHours): boolean {
  const dates = exceptions.map(({ date }) => date)
  const days = [...Object.values(week), ...exceptions.map(({ intervals }) => intervals)]
  return days.every((intervals) => intervalProblem(intervals) === null) && !dates.includes('') && new Set(dates).size === dates.length
}
