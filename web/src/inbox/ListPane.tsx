import '@mantine/core/styles/Tabs.layer.css'
import { Tabs } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { countsQuery } from '../shell/counts.ts'
import { openCommandBar } from '../shell/overlays.ts'
import { Keys } from '../ui/Keys.tsx'
import { Bone, ErrorState, Loading } from '../ui/states.tsx'
import type { CardAction } from './ConversationCard.tsx'
import { ConversationList } from './ConversationList.tsx'
import { EmptyList } from './EmptyList.tsx'
import { useHeldOrder } from './held-order.ts'
import { ListChips, ListMenus } from './ListFilters.tsx'
import classes from './ListPane.module.css'
import { type ListView, TABS, type Tab, viewKey } from './list-view.ts'
import type { ListingState } from './store-cell.ts'
import { useInbox, useInboxStore, useLatest } from './use-inbox.ts'

export interface ListPaneProps {
  view: ListView
  rows: readonly string[]
  listing: ListingState | undefined
  selectedId: string | null
  activeId: string | null
  setActiveId(id: string | null): void
  setView(change: Partial<ListView>): void
  hrefOf(id: string): string
  onOpen(id: string): void
  onAct(id: string, action: CardAction): void
  onNew: (() => void) | null
}

export function ListPane(props: ListPaneProps) {
  const { view, setView } = props
  const { t } = useTranslation('inbox')
  const counts = useCounts(view)
  return (
    <section className={classes.pane} aria-label={t('list.label')} data-region="list">
      <header className={classes.header}>
        <h1 className={classes.title}>{t('list.title')}</h1>
        <ListMenus view={view} setView={setView} onNew={props.onNew} />
      </header>
      <button type="button" className={classes.find} onClick={openCommandBar}>
        <IconSearch size={16} stroke={2} aria-hidden="true" />
        <span className={classes.findText}>{t('list.find')}</span>
        <span className={classes.findKeys}>
          <Keys keys="Mod+KeyK" />
        </span>
      </button>
      <Tabs
        value={view.tab}
        onChange={(tab) => setView({ tab: TABS.find((known) => known === tab) ?? 'mine' })}
        classNames={{ root: classes.tabs ?? '', list: classes.tabList ?? '', tab: classes.tab ?? '', panel: classes.panel ?? '' }}
        keepMounted={false}
      >
        <Tabs.List aria-label={t('list.tabs')}>
          {TABS.map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {t(`tab.${tab}`)} <span className={classes.count}>{counts.ofTab(tab)}</span>
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={view.tab}>
          <ListChips view={view} setView={setView} counts={counts.ofChip} />
          <ListBody {...props} total={counts.total} />
        </Tabs.Panel>
      </Tabs>
    </section>
  )
}

function ListBody(props: ListPaneProps & { total: number | null }) {
  const { view, listing } = props
  const store = useInboxStore()
  const moves = useInbox((state) => state.ownMoves)
  const snapshotProblem = useInbox((state) => state.problem)
  const [pointer, setPointer] = useState(false)
  const [focus, setFocus] = useState(false)
  const rows = useHeldOrder(props.rows, pointer || focus, `${viewKey(view)} ${moves} ${listing?.boundary === null}`)
  const body = useRef<HTMLDivElement>(null)
  const onMore = useLatest(() => store.lists.more(view))

  const content = () => {
    if (snapshotProblem && !listing) return <ErrorState error={snapshotProblem} retry={store.restart} />
    if (listing?.problem && listing.boundary === null) return <ErrorState error={listing.problem} retry={() => store.lists.retry(view)} />
    if (!listing || listing.boundary === null) return <ListBones />
    if (rows.length === 0 && !listing.isLoading)
      return <EmptyList view={view} setView={props.setView} onOpen={props.onOpen} onAct={props.onAct} />
    return (
      <ConversationList {...props} rows={rows} onMore={onMore} onRetry={() => store.lists.retry(view)} showAssignee={view.tab === 'all'} />
    )
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only notices whether somebody is in the list, so that cards hold still
    <div
      className={classes.body}
      ref={body}
      onPointerEnter={(event) => setPointer(event.pointerType === 'mouse')}
      onPointerLeave={() => setPointer(false)}
      onFocus={() => setFocus(true)}
      onBlur={(event) => setFocus(event.currentTarget.contains(event.relatedTarget))}
    >
      {content()}
    </div>
  )
}

function ListBones() {
  return (
    <Loading>
      {Array.from({ length: 7 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bones have no identity
        <div className={classes.boneCard} key={row}>
          <Bone width={40} height={40} round />
          <div className={classes.boneLines}>
            <Bone width={`${38 + ((row * 17) % 30)}%`} />
            <Bone width={`${62 + ((row * 23) % 34)}%`} />
            <Bone width={`${26 + ((row * 13) % 20)}%`} height={10} />
          </div>
        </div>
      ))}
    </Loading>
  )
}

const CAP = 1000

/** What stands on tabs and chips. Counts stop at a cap, which is shown as "999+". */
function useCounts(view: ListView) {
  const format = useFormat()
  const { data } = useQuery(countsQuery)
  const words = (count: number) => (count >= CAP ? `${format.number(CAP - 1)}+` : format.number(count))
  const of = (tab: Tab, chip: ListView['chip']) => {
    if (!data || chip === 'closed') return null
    const { pending, open } = data[tab]
    return chip === 'pending' ? pending : pending + open
  }
  const plain = view.window === null && view.numberId === null
  const total = plain ? of(view.tab, view.chip) : null
  return {
    ofTab: (tab: Tab) => words(of(tab, 'active') ?? 0),
    ofChip: (chip: ListView['chip']) => {
      const count = of(view.tab, chip)
      return count === null ? '' : words(count)
    },
    total: total !== null && total < CAP ? total : null,
  }
}
