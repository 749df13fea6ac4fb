import { ActionIcon, Button, TextInput } from '@mantine/core'
import type { Interval, OpeningHours } from '@recado/contract/opening-hours'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { DayFields } from './DayFields.tsx'
import classes from './Service.module.css'

type Exception = OpeningHours['exceptions'][number]

interface Props {
  exceptions: Exception[]
  usual: Interval[]
  readOnly: boolean
  change(exceptions: Exception[]): void
}

const MOST = 100

/** Holidays, and days with hours of their own. */
export function Exceptions({ exceptions, usual, readOnly, change }: Props) {
  const { t } = useTranslation('numberService')
  const put = (nth: number, next: Exception) => change(exceptions.map((one, place) => (place === nth ? next : one)))
  return (
    <section aria-label={t('exceptions.title')}>
      <h3 className={classes.subtitle}>{t('exceptions.title')}</h3>
      <p className={classes.hint}>{t('exceptions.hint')}</p>
      {exceptions.map(({ date, intervals }, nth) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: its date may change
        <div className={classes.exception} key={nth}>
          <TextInput
            type="date"
            aria-label={t('exceptions.date')}
            value={date}
            readOnly={readOnly}
            error={exceptions.some((other, place) => place < nth && other.date === date && date !== '') ? t('exceptions.twice') : null}
            onChange={(event) => put(nth, { date: event.currentTarget.value, intervals })}
          />
          <DayFields
            name={t('exceptions.open')}
            intervals={intervals}
            usual={usual}
            readOnly={readOnly}
            change={(next) => put(nth, { date, intervals: next })}
          />
          {readOnly ? null : (
            <ActionIcon
              aria-label={t('exceptions.remove', { date })}
              onClick={() => change(exceptions.filter((_, place) => place !== nth))}
            >
              <IconTrash size={16} stroke={1.75} />
            </ActionIcon>
          )}
        </div>
      ))}
      {readOnly || exceptions.length >= MOST ? null : (
        <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => change([...exceptions, { date: '', intervals: [] }])}>
          {t('exceptions.add')}
        </Button>
      )}
    </section>
  )
}
