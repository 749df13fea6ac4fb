import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAbility } from '../session/me.ts'
import { Denied } from '../ui/states.tsx'
import { ConversationTemplate } from './ConversationTemplate.tsx'
import classes from './InboxPage.module.css'
import { ListPane } from './ListPane.tsx'
import type { ListView } from './list-view.ts'
import { searchOf, viewOf } from './list-view-url.ts'
import { NoThread, ThreadPane, useConversation } from './ThreadPane.tsx'
import { useConversationActions } from './use-conversation-actions.ts'
import { useInboxStore } from './use-inbox.ts'
import { useInboxCommands } from './use-inbox-commands.ts'
import { usePanel } from './use-panel.ts'
import { useRows } from './use-rows.ts'
import { useUnreadTitle } from './use-unread-title.ts'

const ContactPanel = lazy(() => import('./ContactPanel.tsx').then((module) => ({ default: module.ContactPanel })))
const NewConversation = lazy(() => import('./NewConversation.tsx'))
const ROUTE = '/signed-in/shell/inbox/{-$conversationId}'

export default function InboxPage() {
  const { t } = useTranslation('inbox')
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
  const selected = useConversation(selectedId ?? '')
  const { act, conflict, dismissConflict } = useConversationActions({ rows, selectedId, goTo, setActiveId })
  const closeDialog = useCallback(() => setDialog(null), [])

  useUnreadTitle()
  useEffect(() => store.setScreen({ view, conversationId: selectedId }), [store, view, selectedId])
  useInboxCommands({
    rows,
    selected,
    activeId,
    view,
    setView,
    goTo,
    act,
    togglePanel: panel.toggle,
    chooseTemplate: () => setDialog('template'),
    startNew: () => setDialog('new'),
  })

  const open = (id: string) => {
    setActiveId(id)
    goTo(id)
  }
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
        onNew={mayReply ? () => setDialog('new') : null}
      />
      <div className={classes.thread}>
        {selectedId ? (
          <ThreadPane
            conversationId={selectedId}
            conflict={conflict}
            dismissConflict={dismissConflict}
            onOpen={open}
            onBack={() => goTo(null)}
            onAct={act}
            onTemplate={() => setDialog('template')}
            panelIsOpen={panel.isInline || panel.isOverlay}
            togglePanel={panel.toggle}
          />
        ) : (
          <NoThread />
        )}
      </div>
      {selected && (panel.isInline || panel.isOverlay) ? (
        <div className={panel.isOverlay ? classes.overlay : classes.panel}>
          <Suspense fallback={null}>
            <ContactPanel key={selected.id} conversation={selected} isOverlay={panel.isOverlay} close={panel.toggle} />
          </Suspense>
        </div>
      ) : null}
      {dialog === 'template' && selected ? <ConversationTemplate conversation={selected} close={closeDialog} /> : null}
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

/** Where we are lives in the address: which conversation, and which view of the list. */
function useAddress() {
  const navigate = useNavigate()
  const { conversationId } = useParams({ from: ROUTE })
  const search = useSearch({ from: ROUTE })
  const view = useMemo(() => viewOf(search), [search])
  const goTo = useCallback(
    (id: string | null) => {
      const params = id ? { conversationId: id } : {}
      void navigate({ to: '/inbox/{-$conversationId}', params, search: searchOf(view) })
    },
    [navigate, view],
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
