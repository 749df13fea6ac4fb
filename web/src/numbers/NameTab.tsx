import type { NumberView } from '@recado/contract/numbers'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Columns } from '../ui/Page.tsx'
import { BoneRows, ErrorState, Loading } from '../ui/states.tsx'
import { DisplayNameCard } from './DisplayNameCard.tsx'
import { identityQuery } from './meta-queries.ts'
import { OfficialCard } from './OfficialCard.tsx'
import { UsernameCard } from './UsernameCard.tsx'
import { useNumber } from './use-number.ts'

/** How customers know the number: display name, username, mark of an official account. */
export default function NameTab() {
  const number = useNumber()
  return number ? <Names number={number} /> : null
}

function Names({ number }: { number: NumberView }) {
  const { t } = useTranslation('numberNames')
  const identity = useQuery(identityQuery(number.id))
  if (!identity.data) {
    return identity.isError ? (
      <ErrorState error={identity.error} title={t('failed')} retry={() => void identity.refetch()} />
    ) : (
      <Loading>
        <BoneRows rows={5} />
      </Loading>
    )
  }
  return (
    <Columns side={<OfficialCard number={number} identity={identity.data} />}>
      <DisplayNameCard number={number} identity={identity.data} />
      <UsernameCard number={number} identity={identity.data} />
    </Columns>
  )
}
