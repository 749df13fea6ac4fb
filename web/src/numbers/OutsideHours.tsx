import type { NumberView } from '@recado/contract/numbers'
import { availabilityAt } from '@recado/contract/opening-hours'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { StateTag } from '../ui/Notice.tsx'
import { useNow } from '../ui/use-now.ts'
import classes from './OutsideHours.module.css'

const SOON_MS = 6 * 86_400_000

/** That nobody is expected to answer now, and when somebody will be; null while the number is open. */
function useOutsideHours({ hours }: NumberView): string | null {
  const { t } = useTranslation('numberService')
  const format = useFormat()
  const now = useNow()
  const { isOpen, opensAt } = hours === null ? { isOpen: true, opensAt: null } : availabilityAt(hours, new Date(now))
  if (isOpen) return null
  if (opensAt === null) return t('outside.now')
  const at = new Date(`${opensAt.date}T${opensAt.time}:00`) // only to be written out: it is the number's clock, not this browser's
  return t('outside.until', { day: at.getTime() - now < SOON_MS ? format.weekday(at) : format.day(at), time: format.time(at) })
}

export function OutsideHoursTag({ number }: { number: NumberView }) {
  const words = useOutsideHours(number)
  return words === null ? null : <StateTag tone="warn">{words}</StateTag>
}

/** At the beginning of a line of facts. */
export default function OutsideHours({ number }: { number: NumberView }) {
  const words = useOutsideHours(number)
  return words === null ? null : (
    <>
      <span className={classes.outside}>{words}</span>
      {' · '}
    </>
  )
}
