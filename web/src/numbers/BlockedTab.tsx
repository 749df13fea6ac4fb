import { Button, TextInput } from '@mantine/core'
import type { BlockAnswer, BlockedView } from '@recado/contract/contacts'
import type { ContactView, Page } from '@recado/contract/conversations'
import type { NumberView } from '@recado/contract/numbers'
import { IconUserOff } from '@tabler/icons-react'
import { infiniteQueryOptions, queryOptions, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useAbility } from '../session/me.ts'
import { Card, Stack } from '../ui/Card.tsx'
import { Notice, StateTag } from '../ui/Notice.tsx'
import { Columns } from '../ui/Page.tsx'
import { BoneRows, Empty, ErrorState, Loading } from '../ui/states.tsx'
import { showToast } from '../ui/toasts.ts'
import classes from './Tab.module.css'
import { useMetaProblem } from './use-meta-problem.ts'
import { useNumber } from './use-number.ts'

/** Page by page, as Meta gives it. */
const blockedQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['numbers', id, 'blocked'],
    queryFn: ({ signal, pageParam: cursor }) => api.get<Page<BlockedView>>(`/numbers/${id}/blocked`, { signal, query: { cursor } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    staleTime: 10_000,
    retry: false,
  })

const foundQuery = (q: string) =>
  queryOptions({
    queryKey: ['contacts', 'to-block', q],
    queryFn: async ({ signal }) => (await api.get<{ items: ContactView[] }>('/contacts', { signal, query: { q, limit: 5 } })).items,
    enabled: q.length > 1,
  })

/** Whom Meta keeps away from the number. */
export default function BlockedTab() {
  const number = useNumber()
  return number ? <Blocked number={number} /> : null
}

function Blocked({ number }: { number: NumberView }) {
  const { t } = useTranslation('numberBlocked')
  const mayChange = useAbility('contacts.edit')
  const list = useInfiniteQuery(blockedQuery(number.id))
  const people = list.data?.pages.flatMap(({ items }) => items)
  const count = people?.length ?? 0
  const isWhole = count > 0 && !list.hasNextPage
  return (
    <Columns side={mayChange ? <BlockSomebody number={number} blocked={people ?? []} /> : null}>
      <Card title={t('title')} hint={t('hint')} tags={isWhole ? <StateTag tone="plain">{t('count', { count })}</StateTag> : null} flush>
        {people ? (
          <ul>
            {people.map((person) => (
              <BlockedPerson key={person.waId ?? person.userId} number={number} person={person} mayChange={mayChange} />
            ))}
          </ul>
        ) : list.isError ? (
          <ErrorState error={list.error} title={t('failed')} retry={() => void list.refetch()} />
        ) : (
          <Loading>
            <BoneRows rows={3} />
          </Loading>
        )}
        {people && count === 0 ? (
          <Empty icon={IconUserOff} title={t('emptyTitle')}>
            {t('empty')}
          </Empty>
        ) : null}
        {list.hasNextPage ? (
          <div className={classes.more}>
            <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t('more')}
            </Button>
          </div>
        ) : null}
      </Card>
    </Columns>
  )
}

function BlockedPerson({ number, person, mayChange }: { number: NumberView; person: BlockedView; mayChange: boolean }) {
  const { t } = useTranslation('numberBlocked')
  const client = useQueryClient()
  const problemText = useMetaProblem()
  const { contact, waId, userId } = person
  const phone = waId === null ? null : `+${waId}`
  const who = contact?.displayName ?? phone ?? userId ?? ''
  const release = useMutation({
    mutationFn: () =>
      contact
        ? api.delete(`/numbers/${number.id}/blocked`, { body: { contactIds: [contact.id] } })
        : api.delete(`/numbers/${number.id}/blocked/strangers`, { query: { user: waId ?? userId } }),
    onSuccess: () => {
      client.setQueryData(
        blockedQuery(number.id).queryKey,
        (known) =>
          known && {
            ...known,
            pages: known.pages.map((page) => ({
              ...page,
              items: page.items.filter((each) => each.waId !== waId || each.userId !== userId),
            })),
          },
      )
      showToast(t('unblocked', { who }))
    },
    onError: (error) => showToast(problemText(error), { tone: 'danger' }),
  })
  return (
    <li className={classes.item}>
      <span className={classes.person}>
        {who}
        <span className={classes.quiet}>{contact ? (phone ?? '') : t('unknown')}</span>
      </span>
      {mayChange ? (
        <Button
          size="xs"
          variant="default"
          loading={release.isPending}
          aria-label={t('unblockOf', { who })}
          onClick={() => release.mutate()}
        >
          {t('unblock')}
        </Button>
      ) : null}
    </li>
  )
}

/** Meta's code for somebody who did not write in the last 24 hours. */
const TOO_LONG_AGO = 131047

function BlockSomebody({ number, blocked }: { number: NumberView; blocked: readonly BlockedView[] }) {
  const { t } = useTranslation('numberBlocked')
  const client = useQueryClient()
  const problemText = useMetaProblem()
  const [q, setQ] = useState('')
  const found = useQuery(foundQuery(q.trim()))
  const [refused, setRefused] = useState<string | null>(null)
  const block = useMutation({
    mutationFn: (contact: ContactView) => api.post<BlockAnswer>(`/numbers/${number.id}/blocked`, { contactIds: [contact.id] }),
    onSuccess: async ({ failed: [failure] }, { displayName: who }) => {
      if (failure) setRefused(failure.code === TOO_LONG_AGO ? t('refusedWindow', { who }) : t('refused', { who, words: failure.title }))
      else {
        setRefused(null)
        setQ('')
        showToast(t('blocked', { who }))
      }
      await client.invalidateQueries({ queryKey: blockedQuery(number.id).queryKey })
    },
  })
  const ids = new Set(blocked.map(({ contact }) => contact?.id))
  const people = q.trim().length > 1 ? found.data?.filter(({ id }) => !ids.has(id)) : undefined
  return (
    <Card title={t('find')} hint={t('rules')}>
      <Stack>
        <TextInput
          label={t('findHint')}
          value={q}
          autoComplete="off"
          onChange={(event) => {
            setQ(event.currentTarget.value)
            setRefused(null)
          }}
        />
        {refused !== null || block.error ? (
          <Notice tone="danger" role="alert">
            {refused ?? problemText(block.error)}
          </Notice>
        ) : null}
        {people?.length === 0 ? <p className={classes.quiet}>{t('none')}</p> : null}
        {people?.map((contact) => (
          <div className={classes.row} key={contact.id}>
            <span className={classes.person}>
              {contact.displayName}
              <span className={classes.quiet}>{contact.phone === null ? '' : `+${contact.phone}`}</span>
            </span>
            <Button
              size="xs"
              variant="default"
              disabled={block.isPending}
              aria-label={t('blockOf', { who: contact.displayName })}
              onClick={() => block.mutate(contact)}
            >
              {t('block')}
            </Button>
          </div>
        ))}
      </Stack>
    </Card>
  )
}
