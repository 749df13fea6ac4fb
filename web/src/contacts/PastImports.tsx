import { ActionIcon } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useFormat } from '../i18n/format.ts'
import { Card } from '../ui/Card.tsx'
import { useProblemText } from '../ui/problem-text.ts'
import { showToast } from '../ui/toasts.ts'
import { importsQuery } from './contact-queries.ts'
import classes from './ImportPage.module.css'

export function PastImports() {
  const { t } = useTranslation('contacts')
  const format = useFormat()
  const client = useQueryClient()
  const problemText = useProblemText()
  const { data: imports = [] } = useQuery({ ...importsQuery, staleTime: 0 })
  const remove = useMutation({
    mutationFn: (id: string) => api.delete(`/contact-imports/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: importsQuery.queryKey }),
    onError: (error) => showToast(problemText(error), { tone: 'danger' }),
  })
  if (imports.length === 0) return null
  return (
    <Card title={t('importing.past')} flush>
      <ul>
        {imports.map((one) => (
          <li key={one.id} className={classes.past}>
            <span className={classes.pastName}>
              {one.fileName}
              <span className={classes.quiet}>
                {format.dateTime(one.createdAt)} · {t(`importing.state.${one.state}`)}
                {one.state === 'done' ? ` · ${t('count', { count: one.added + one.updated })}` : ''}
              </span>
            </span>
            <Link to="/contacts/import" search={{ id: one.id }} aria-label={`${t('importing.resume')}: ${one.fileName}`}>
              {t('importing.resume')}
            </Link>
            <ActionIcon aria-label={t('importing.remove', { name: one.fileName })} onClick={() => remove.mutate(one.id)}>
              <IconTrash size={16} stroke={1.75} />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </Card>
  )
}
