import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Card } from '../ui/Card.tsx'
import { BoneRows, ErrorState, Loading } from '../ui/states.tsx'
import { ProfileForm } from './ProfileForm.tsx'
import { profileQuery } from './queries.ts'
import { useNumber } from './use-number.ts'

/** The business profile: read from Meta when the tab opens, and changed there. */
export default function ProfileTab() {
  const { t } = useTranslation('numberAssets')
  const number = useNumber()
  const profile = useQuery({ ...profileQuery(number?.id ?? ''), enabled: number !== undefined })
  if (number && profile.data) return <ProfileForm number={number} saved={profile.data} />
  return (
    <Card title={t('profile.title')} hint={t('profile.hint')}>
      {profile.isError ? (
        <ErrorState error={profile.error} title={t('profile.failed')} retry={() => void profile.refetch()} />
      ) : (
        <Loading>
          <BoneRows rows={5} />
        </Loading>
      )}
    </Card>
  )
}
