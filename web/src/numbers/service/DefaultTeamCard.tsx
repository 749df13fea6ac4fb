import { NativeSelect } from '@mantine/core'
import type { NumberView } from '@recado/contract/numbers'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAbility } from '../../session/me.ts'
import { SavedLine } from '../../settings/SavedLine.tsx'
import { useSaving } from '../../settings/use-saving.ts'
import { teamsQuery } from '../../teams/teams-query.ts'
import { Card } from '../../ui/Card.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { useSaveSettings } from './use-settings.ts'

export function DefaultTeamCard({ number }: { number: NumberView }) {
  const { t } = useTranslation('numberService')
  const mayChange = useAbility('numbers.connect')
  const teams = useQuery(teamsQuery)
  const saving = useSaving(useSaveSettings(number.id))
  return (
    <Card title={t('team.title')} hint={t('team.hint')}>
      {teams.isError ? (
        <ErrorState error={teams.error} retry={() => void teams.refetch()} />
      ) : teams.data?.length === 0 ? (
        <p>
          {t('team.noTeams')} <Link to="/settings/teams">{t('team.toTeams')}</Link>
        </p>
      ) : (
        <>
          <NativeSelect
            label={t('team.label')}
            value={number.defaultTeamId ?? ''}
            data={[{ value: '', label: t('team.none') }, ...(teams.data ?? []).map(({ id, name }) => ({ value: id, label: name }))]}
            onChange={(event) => saving.save({ defaultTeamId: event.currentTarget.value || null })}
            disabled={!mayChange || !teams.data}
          />
          <SavedLine said={saving.said} failed={saving.failed} />
        </>
      )}
    </Card>
  )
}
