import { ActionIcon } from '@mantine/core'
import type { ListedTemplate } from '@recado/contract/template-life'
import { IconStar, IconStarFilled } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useProblemText } from '../ui/problem-text.ts'
import { showToast } from '../ui/toasts.ts'

/** One's own star: what is starred stands first where templates are chosen. */
export function StarButton({ template }: { template: Pick<ListedTemplate, 'id' | 'name' | 'isFavourite'> }) {
  const { t } = useTranslation('templates')
  const client = useQueryClient()
  const problemText = useProblemText()
  const { id, name, isFavourite } = template
  const star = useMutation({
    mutationFn: () => (isFavourite ? api.delete(`/templates/${id}/favourite`) : api.put(`/templates/${id}/favourite`, {})),
    onSuccess: () => client.invalidateQueries({ queryKey: ['templates'] }),
    onError: (problem) => showToast(problemText(problem), { tone: 'danger' }),
  })
  const Icon = isFavourite ? IconStarFilled : IconStar
  return (
    <ActionIcon
      variant="subtle"
      color={isFavourite ? 'warn' : 'gray'}
      size={36}
      aria-pressed={isFavourite}
      aria-label={t('favourite.toggle', { name })}
      loading={star.isPending}
      onClick={() => star.mutate()}
    >
      <Icon size={16} aria-hidden="true" />
    </ActionIcon>
  )
}
