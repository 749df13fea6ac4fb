import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { useText } from '../i18n/use-text.ts'
import { useAbility } from '../session/me.ts'
import { Denied } from '../ui/states.tsx'
import { ConversationTemplate } from './ConversationTemplate.tsx'
import classes from './InboxPage.module.css'
import { ListPane } from './ListPane.tsx'
import type { ListView } from './list-view.ts'
import { searchOf, viewOf } from './list-view-url.ts'
import { conversationIn } from './store-cell.ts'
import { NoThread, ThreadPane, useConversation } from './ThreadPane.tsx'
import { useConversationActions } from './use-conversation-actions.ts'
import { useNeighbours } from './use-expecting.ts'
import { useInbox, useInboxStore } from './use-inbox.ts'
import { useInboxCommands } from './use-inbox-commands.ts'
import { usePanel } from './use-panel.ts'
import { useRows } from './use-rows.ts'
import { useUnreadTitle } from './use-unread-title.ts'

const ContactPanel = lazy(() => import('./ContactPanel.tsx').then((module) => ({ default: module.ContactPanel })))
const NewConversation = lazy(() => import('./NewConversation.tsx'))
const ROUTE = '/signed-in/shell/inbox/{-$conversationId}'

export default function InboxPage() {
  const t = useText('inbox')
  const mayRead = useAbility('conversations.read')
  return mayRead ? <Inbox /> : <Denied title={t('denied.title')}>{t('denied.body')}</Denied>
}

function Inbox() {
  const store = useInboxStore()
  const { view, selectedId, goTo, setView, hrefOf } = useAddress()
  const { rows, listing } = useRows(view)
  const [activeId, setActiveId] = useState<string | null>(selectedId)
  const [dialog, setDialog] = useState<'template' | 'new' | null>(null)
  const panel = usePanel()
  const mayReply = useAbility('conversations.reply')
  const status = useInbox((state) => (selectedId ? conversationIn(state, selectedId)?.status : undefined))
  const { act, conflict, dismissConflict } = useConversationActions({ rows, selectedId, goTo, setActiveId })
  const closeDialog = useCallback(() => setDialog(null), [])
  const chooseTemplate = useCallback(() => setDialog('template'), [])
  const startNew = useCallback(() => setDialog('new'), [])
  const leave = useCallback(() => goTo(null), [goTo])

  useUnreadTitle()
  useNeighbours(rows, selectedId)
  useEffect(() => store.setScreen({ view, conversationId: selectedId }), [store, view, selectedId])
  useInboxCommands({
    rows,
    selected: selectedId && status ? { id: selectedId, status } : undefined,
    activeId,
    view,
    setView,
    goTo,
    act,
    togglePanel: panel.toggle,
    chooseTemplate,
    startNew,
  })

  const open = useCallback(
    (id: string) => {
      setActiveId(id)
      goTo(id)
    },
    [goTo],
  )
  return (
    <div className={classes.inbox} data-thread={selectedId !== null || undefined} data-panel={panel.isInline || undefined}>
      <ListPane
        view={view}
        rows={rows}
        listing={listing}
        selectedId={selectedId}
        activeId={activeId ?? selectedId}
        setActiveId={setActiveId}
        setView={setView}
        hrefOf={hrefOf}
        onOpen={open}
        onAct={act}
        onNew={mayReply ? startNew : null}
      />
      <div className={classes.thread}>
        {selectedId ? (
          <ThreadPane
            conversationId={selectedId}
            conflict={conflict}
            dismissConflict={dismissConflict}
            onOpen={open}
            onBack={leave}
            onAct={act}
            onTemplate={chooseTemplate}
            panelIsOpen={panel.isInline || panel.isOverlay}
            togglePanel={panel.toggle}
          />
        ) : (
          <NoThread />
        )}
      </div>
      {selectedId && status && (panel.isInline || panel.isOverlay) ? (
        <div className={panel.isOverlay ? classes.overlay : classes.panel}>
          <PanelOf key={selectedId} id={selectedId} isOverlay={panel.isOverlay} close={panel.toggle} />
        </div>
      ) : null}
      {dialog === 'template' && selectedId ? <TemplateFor id={selectedId} close={closeDialog} /> : null}
      <Suspense fallback={null}>
        {dialog === 'new' ? (
          <NewConversation
            close={closeDialog}
            onOpen={(id) => {
              closeDialog()
              open(id)
            }}
          />
        ) : null}
      </Suspense>
    </div>
  )
}

interface AboutOne {
  id: string
  close(): void
}

function PanelOf({ id, close, isOverlay }: AboutOne & { isOverlay: boolean }) {
  const conversation = useConversation(id)
  return conversation ? (
    <Suspense fallback={null}>
      <ContactPanel conversation={conversation} isOverlay={isOverlay} close={close} />
    </Suspense>
  ) : null
}

function TemplateFor({ id, close }: AboutOne) {
  const conversation = useConversation(id)
  return conversation ? <ConversationTemplate conversation={conversation} close={close} /> : null
}

/** Where we are lives in the address: which conversation, and which view of the list. */
function useAddress() {
  const { threads } = useInboxStore()
  const navigate = useNavigate()
  const { conversationId } = useParams({ from: ROUTE })
  const search = useSearch({ from: ROUTE })
  const view = useMemo(() => viewOf(search), [search])
  const goTo = useCallback(
    (id: string | null) => {
      if (id) threads.open(id) // its messages are on the way while the page turns
      const params = id ? { conversationId: id } : {}
      void navigate({ to: '/inbox/{-$conversationId}', params, search: searchOf(view) })
    },
    [navigate, view, threads],
  )
  const setView = useCallback(
    (change: Partial<ListView>) => {
      const params = conversationId ? { conversationId } : {}
      void navigate({ to: '/inbox/{-$conversationId}', params, search: searchOf({ ...view, ...change }), replace: true })
    },
    [navigate, view, conversationId],
  )
  const suffix = useMemo(() => new URLSearchParams(Object.entries(searchOf(view))).toString(), [view])
  const hrefOf = useCallback((id: string) => `/inbox/${id}${suffix ? `?${suffix}` : ''}`, [suffix])
  return { view, selectedId: conversationId ?? null, goTo, setView, hrefOf }
}
