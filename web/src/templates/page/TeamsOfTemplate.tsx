import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Checkbox.layer.css'
import { Checkbox } from '@mantine/core'
import type { TemplateDetail } from '@recado/contract/template-life'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../api.ts'
import { useAbility } from '../../session/me.ts'
import { teamsQuery } from '../../teams/teams-query.ts'
import { useProblemText } from '../../ui/problem-text.ts'
import { showToast } from '../../ui/toasts.ts'
import classes from './TemplatePage.module.css'

/** The teams that a template is kept for. One that was removed is still named, until somebody takes it off. */
export function TeamsOfTemplate({ template }: { template: TemplateDetail }) {
  const { t } = useTranslation('templateLife')
  const client = useQueryClient()
  const problemText = useProblemText()
  const mayCreate = useAbility('templates.create')
  const { data: teams = [] } = useQuery(teamsQuery)
  const limit = useMutation({
    mutationFn: (teamIds: string[]) => api.patch<TemplateDetail>(`/templates/${template.id}`, { teamIds }),
    onSettled: () => client.invalidateQueries({ queryKey: ['templates'] }),
    onError: (problem) => showToast(problemText(problem), { tone: 'danger' }),
  })
  const known = new Set(teams.map(({ id }) => id))
  const gone = template.teamIds.filter((id) => !known.has(id)).map((id) => ({ id, name: t('teams.gone') }))
  const shown = [...teams, ...gone]
  if (!mayCreate || shown.length === 0) {
    const names = shown.filter(({ id }) => template.teamIds.includes(id)).map(({ name }) => name)
    return names.length === 0 ? t('teams.everybody') : names.join(', ')
  }
  return (
    <>
      <Checkbox.Group
        aria-label={t('fact.teams')}
        value={limit.isPending ? limit.variables : template.teamIds}
        onChange={limit.mutate}
        disabled={limit.isPending}
      >
        <div className={classes.choices}>
          {shown.map(({ id, name }) => (
            <Checkbox key={id} size="xs" value={id} label={name} />
          ))}
        </div>
      </Checkbox.Group>
      <span className={classes.note}>{t('teams.hint')}</span>
    </>
  )
}
