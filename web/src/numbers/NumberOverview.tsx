import type { NumberView } from '@recado/contract/numbers'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { useAbility } from '../session/me.ts'
import { Notice } from '../ui/Notice.tsx'
import { Columns } from '../ui/Page.tsx'
import { CoexistenceCard } from './CoexistenceCard.tsx'
import { DisconnectNumber } from './DisconnectNumber.tsx'
import { HealthCard } from './HealthCard.tsx'
import { IdentityCard } from './IdentityCard.tsx'
import { NumberFigures } from './NumberFigures.tsx'
import { TokenCard } from './TokenCard.tsx'
import { useNumber } from './use-number.ts'

export default function NumberOverview() {
  const mayConnect = useAbility('numbers.connect')
  const number = useNumber()
  if (!number) return null
  return (
    <Columns
      side={
        <>
          <IdentityCard number={number} />
          <TokenCard number={number} />
          {mayConnect ? <DisconnectNumber number={number} /> : null}
        </>
      }
    >
      <Held number={number} />
      <NumberFigures number={number} />
      <CoexistenceCard number={number} />
      <HealthCard number={number} />
    </Columns>
  )
}

const CAUSES = [
  'account_restricted',
  'account_locked',
  'display_name_not_approved',
  'number_gone',
  'number_not_registered',
  'left_from_phone',
  'number_not_verified',
  'payment_problem',
  'payment_terms',
  'spam_limit',
] as const

/** Why nothing goes out. A refused token has its own notice above the tabs. */
function Held({ number }: { number: NumberView }) {
  const { t } = useTranslation('numbers')
  const format = useFormat()
  if (!number.pausedUntil || number.tokenState !== 'ok') return null
  const cause = CAUSES.find((known) => known === number.pausedBecause) ?? 'other'
  const ends = new Date(number.pausedUntil).getUTCFullYear() < FOREVER
  return (
    <Notice tone="warn">
      {ends ? (
        <>
          <strong>{t('paused', { until: format.dateTime(number.pausedUntil) })}.</strong> {t('pausedBecause')}
        </>
      ) : (
        t(`held.${cause}`)
      )}
    </Notice>
  )
}

/** The server writes this year for "until somebody does something about it". */
const FOREVER = 9999
