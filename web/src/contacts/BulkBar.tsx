import { Button, CloseButton, Menu } from '@mantine/core'
import type { ContactBulk, ContactFilter } from '@recado/contract/contacts'
import { IconTag, IconTagOff, IconUserShare } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { membersQuery } from '../session/granters.ts'
import { useProblemText } from '../ui/problem-text.ts'
import { showToast } from '../ui/toasts.ts'
import classes from './ContactsPage.module.css'
import { tagsQuery } from './contact-queries.ts'
import type { Selection } from './selection.ts'

interface Props {
  selection: Exclude<Selection, { kind: 'none' }>
  filter: ContactFilter
  total: number | null
  selectFound(): void
  done(): void
}

type Change = Partial<Pick<ContactBulk, 'addTags' | 'removeTags' | 'ownerId'>>

export function BulkBar({ selection, filter, total, selectFound, done }: Props) {
  const { t } = useTranslation('contacts')
  const client = useQueryClient()
  const problemText = useProblemText()
  const { data: tags = [] } = useQuery(tagsQuery)
  const { data: members = [] } = useQuery(membersQuery)
  const bulk = useMutation({
    mutationFn: (change: Change) =>
      api.post<{ changed: number }>('/contacts/bulk', {
        ...(selection.kind === 'found' ? { filter } : { contactIds: [...selection.ids].slice(0, 1000) }),
        ...change,
      }),
    onSuccess: async ({ changed }) => {
      await client.invalidateQueries({ queryKey: ['contacts'] })
      showToast(t('bulk.done', { count: changed }))
      done()
    },
    onError: (error) => showToast(problemText(error), { tone: 'danger' }),
  })
  const count = selection.kind === 'found' ? (total ?? 0) : selection.ids.size
  const choose = (label: string, icon: ReactNode, options: readonly { id: string; name: string; change: Change }[]) => (
    <Menu>
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={icon} loading={bulk.isPending} disabled={options.length === 0}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        {options.map((option) => (
          <Menu.Item key={option.id} onClick={() => bulk.mutate(option.change)}>
            {option.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
  return (
    <section className={classes.bulk} aria-label={t('selected', { count })}>
      <span>{t('selected', { count })}</span>
      {selection.kind === 'some' && total !== null && total > selection.ids.size ? (
        <Button variant="subtle" size="xs" onClick={selectFound}>
          {t('selectFound', { count: total })}
        </Button>
      ) : null}
      {choose(
        t('bulk.addTag'),
        <IconTag size={16} />,
        tags.map((tag) => ({ ...tag, change: { addTags: [tag.id] } })),
      )}
      {choose(
        t('bulk.removeTag'),
        <IconTagOff size={16} />,
        tags.map((tag) => ({ ...tag, change: { removeTags: [tag.id] } })),
      )}
      {choose(t('bulk.owner'), <IconUserShare size={16} />, [
        ...members.map((member) => ({ id: member.userId, name: member.name, change: { ownerId: member.userId } })),
        { id: 'nobody', name: t('ownerNone'), change: { ownerId: null } },
      ])}
      <CloseButton className={classes.bulkEnd ?? ''} aria-label={t('unselect')} onClick={done} />
    </section>
  )
}
