import { IconMessage2Code } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { numbersQuery } from '../../numbers/queries.ts'
import { DeniedPage } from '../../session/DeniedPage.tsx'
import { useAbility } from '../../session/me.ts'
import { BoneRows, Empty, ErrorState, Loading } from '../../ui/states.tsx'
import { BuilderPage } from '../builder/BuilderPage.tsx'
import { Library } from './Library.tsx'

/** Templates that Meta has written and judged already. */
export default function LibraryPage() {
  const { t } = useTranslation('library')
  const { t: builder } = useTranslation('builder')
  const mayCreate = useAbility('templates.create')
  const { data: numbers, error, refetch } = useQuery({ ...numbersQuery, enabled: mayCreate })
  if (!mayCreate) return <DeniedPage page={t('title')} />
  const accounts = [...new Map((numbers ?? []).map((number) => [number.wabaId, number.wabaName])).entries()]
  return (
    <BuilderPage title={t('title')} hint={t('hint')}>
      {error && !numbers ? <ErrorState error={error} retry={() => void refetch()} /> : null}
      {!numbers && !error ? (
        <Loading>
          <BoneRows rows={6} />
        </Loading>
      ) : null}
      {numbers && accounts.length === 0 ? <Empty icon={IconMessage2Code} title={builder('noAccount')} /> : null}
      {accounts.length > 0 ? <Library accounts={accounts.map(([wabaId, name]) => ({ wabaId, name }))} /> : null}
    </BuilderPage>
  )
}
