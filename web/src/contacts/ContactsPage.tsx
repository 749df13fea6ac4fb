import { Button } from '@mantine/core'
import { IconDownload, IconFileImport, IconFilterOff, IconPlus, IconUsers } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { apiUrl } from '../api.ts'
import { useAbility } from '../session/me.ts'
import { Page } from '../ui/Page.tsx'
import { BoneRows, Denied, Empty, ErrorState, Loading } from '../ui/states.tsx'
import { BulkBar } from './BulkBar.tsx'
import { ColumnMenu } from './ColumnMenu.tsx'
import classes from './ContactsPage.module.css'
import { ContactTable } from './ContactTable.tsx'
import { contactsQuery } from './contact-queries.ts'
import { type ContactsSearch, filterOf } from './contacts-url.ts'
import { Filters } from './Filters.tsx'
import { NOBODY, type Selection } from './selection.ts'

const ContactDrawer = lazy(() => import('./ContactDrawer.tsx'))
const NewContact = lazy(() => import('./NewContact.tsx'))
const ROUTE = '/signed-in/shell/contacts'

export default function ContactsPage() {
  const { t } = useTranslation('contacts')
  return useAbility('conversations.read') ? <Contacts /> : <Denied>{t('hint')}</Denied>
}

function Contacts() {
  const { t } = useTranslation('contacts')
  const { search, setSearch } = useAddress()
  const [today] = useState(() => new Date().setHours(0, 0, 0, 0))
  const filter = useMemo(() => filterOf(search, today), [search, today])
  const list = useInfiniteQuery(contactsQuery(filter))
  const contacts = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const total = list.data?.pages[0]?.total ?? null
  const [selection, setSelection] = useState<Selection>(NOBODY)
  const [isCreating, setCreating] = useState(false)
  const mayManage = useAbility('contacts.manage')
  const isFiltered = Object.keys(filter).length > 0
  const change = (next: ContactsSearch) => {
    setSelection(NOBODY)
    setSearch(next)
  }

  return (
    <Page title={t('title')} hint={t('hint')} actions={<Actions filter={filter} create={() => setCreating(true)} />}>
      <div className={classes.page}>
        <Filters search={search} change={change}>
          <span className={classes.count} role="status">
            {total === null ? '' : total >= 100_000 ? t('countMany', { count: total }) : t('count', { count: total })}
          </span>
          <ColumnMenu />
        </Filters>
        {selection.kind !== 'none' ? (
          <BulkBar
            selection={selection}
            filter={filter}
            total={total}
            selectFound={() => setSelection({ kind: 'found' })}
            done={() => setSelection(NOBODY)}
          />
        ) : null}
        {list.isError ? <ErrorState error={list.error} retry={() => void list.refetch()} /> : null}
        {list.isPending ? (
          <Loading>
            <BoneRows rows={8} avatar />
          </Loading>
        ) : null}
        {list.data && contacts.length === 0 ? (
          isFiltered ? (
            <Empty
              icon={IconFilterOff}
              title={search.q ? t('noneWords', { words: search.q }) : t('none')}
              actions={
                <Button variant="default" onClick={() => change({})}>
                  {t('clear')}
                </Button>
              }
            />
          ) : (
            <Empty icon={IconUsers} title={t('empty')} actions={<Actions filter={filter} create={() => setCreating(true)} />}>
              {t('emptyWhy')}
            </Empty>
          )
        ) : null}
        {contacts.length > 0 ? (
          <ContactTable
            contacts={contacts}
            openId={search.id ?? null}
            open={(id) => setSearch({ ...search, id })}
            selection={mayManage ? selection : null}
            select={setSelection}
            more={list.hasNextPage && !list.isFetchingNextPage ? () => void list.fetchNextPage() : null}
          />
        ) : null}
      </div>
      <Suspense fallback={null}>
        {search.id ? <ContactDrawer id={search.id} close={() => setSearch(without(search, 'id'))} /> : null}
        {isCreating ? <NewContact close={() => setCreating(false)} open={(id) => setSearch({ ...search, id })} /> : null}
      </Suspense>
    </Page>
  )
}

function without(search: ContactsSearch, name: keyof ContactsSearch): ContactsSearch {
  const { [name]: _gone, ...rest } = search
  return rest
}

function Actions({ filter, create }: { filter: ReturnType<typeof filterOf>; create(): void }) {
  const { t } = useTranslation('contacts')
  const mayEdit = useAbility('contacts.edit')
  const mayManage = useAbility('contacts.manage')
  const mayExport = useAbility('contacts.export')
  return (
    <>
      {mayExport ? (
        <Button
          component="a"
          variant="default"
          href={apiUrl('/contacts/export', { ...filter })}
          download
          leftSection={<IconDownload size={16} />}
        >
          {t('export')}
        </Button>
      ) : null}
      {mayManage ? (
        <Button component={Link} to="/contacts/import" variant="default" leftSection={<IconFileImport size={16} />}>
          {t('import')}
        </Button>
      ) : null}
      {mayEdit ? (
        <Button leftSection={<IconPlus size={16} />} onClick={create}>
          {t('new')}
        </Button>
      ) : null}
    </>
  )
}

function useAddress() {
  const navigate = useNavigate()
  const search = useSearch({ from: ROUTE })
  const setSearch = (next: ContactsSearch) => void navigate({ to: '/contacts', search: next, replace: next.id === search.id })
  return { search, setSearch }
}
