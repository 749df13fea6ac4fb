import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Doctor } from '../doctor/Doctor.tsx'
import { Page } from '../ui/Page.tsx'
import { BoneRows, ErrorState, Loading } from '../ui/states.tsx'
import { assetQuery } from './queries.ts'

const route = getRouteApi('/signed-in/shell/numbers/accounts/$wabaId/doctor')

/** The doctor of an account by itself; what one click can do is done through one of its numbers. */
export default function AccountDoctorPage() {
  const { t } = useTranslation('assets')
  const { wabaId } = route.useParams()
  const account = useQuery(assetQuery(wabaId))
  const back = (
    <Link to="/numbers/accounts/$wabaId" params={{ wabaId }}>
      <IconArrowLeft size={14} aria-hidden="true" />
      {account.data?.name ?? t('crumb')}
    </Link>
  )
  return (
    <Page title={account.data?.name ?? t('doctor')} hint={wabaId} crumb={back}>
      {account.data ? (
        <Doctor key={wabaId} path={`/assets/${wabaId}`} isAccount numberId={account.data.numbers[0]?.id ?? null} />
      ) : account.isError ? (
        <ErrorState error={account.error} retry={() => void account.refetch()} />
      ) : (
        <Loading>
          <BoneRows rows={6} />
        </Loading>
      )}
    </Page>
  )
}
