import { Button, CloseButton } from '@mantine/core'
import type { ConversationView } from '@recado/contract/conversations'
import { IconMessages } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { lazy, memo, Suspense, useEffect, useMemo } from 'react'
import { isProblem } from '../api.ts'
import { useText } from '../i18n/use-text.ts'
import { useAbility } from '../session/me.ts'
import { useProblemText } from '../ui/problem-text.ts'
import { SandboxBand } from '../ui/SandboxTag.tsx'
import { Bone, Denied, Empty, ErrorState, Loading } from '../ui/states.tsx'
import { showToast } from '../ui/toasts.ts'
import type { BubbleActions } from './Bubble.tsx'
import type { CardAction } from './ConversationCard.tsx'
import { shownName } from './contact-name.ts'
import { PresenceStrip } from './PresenceStrip.tsx'
import { ThreadHeader } from './ThreadHeader.tsx'
import classes from './ThreadPane.module.css'
import { Timeline } from './Timeline.tsx'
import { useBeingHere } from './use-being-here.ts'
import type { Conflict } from './use-conversation-actions.ts'
import { useInbox, useInboxStore, useLatest } from './use-inbox.ts'
import { focusComposer } from './use-inbox-commands.ts'
import { useReplying } from './use-replying.ts'
import { useWords } from './use-words.ts'

/** Comes with the first conversation: the list is shown without it. */
const ReplyArea = lazy(() => import('./ReplyArea.tsx').then((module) => ({ default: module.ReplyArea })))

interface Props {
  conversationId: string
  conflict: Conflict | null
  dismissConflict(): void
  onOpen(id: string): void
  onBack(): void
  onAct(id: string, action: CardAction): void
  onTemplate(): void
  panelIsOpen: boolean
  togglePanel(): void
}

export const ThreadPane = memo(function ThreadPane(props: Props) {
  const { conversationId } = props
  const t = useText('inbox')
  const store = useInboxStore()
  const isStarted = useInbox((state) => state.inbox !== null)
  const conversation = useConversation(conversationId)
  const pages = useInbox((state) => state.pages[conversationId])
  const snapshotProblem = useInbox((state) => state.problem)

  // biome-ignore lint/correctness/useExhaustiveDependencies: opened again when a reset has forgotten it
  useEffect(() => {
    if (isStarted) store.threads.open(conversationId)
  }, [store, isStarted, conversationId, pages === undefined])

  const problem = pages?.problem ?? (isStarted ? null : snapshotProblem)
  if (problem && !pages?.isReady) {
    const isGone = isProblem(problem, 'not_found') || isProblem(problem, 'not_allowed')
    return (
      <section className={classes.pane} aria-label={t('thread.none')}>
        {isGone ? (
          <Denied title={t('thread.goneTitle')}>{t('thread.goneBody')}</Denied>
        ) : (
          <ErrorState
            error={problem}
            title={t('thread.failed')}
            retry={() => (isStarted ? store.threads.retry(conversationId) : store.restart())}
          />
        )}
      </section>
    )
  }
  if (!conversation) {
    return (
      <section className={classes.pane} aria-label={t('thread.none')}>
        <ThreadBones />
      </section>
    )
  }
  return <OpenThread {...props} key={conversationId} conversation={conversation} isReady={pages?.isReady ?? false} />
})

function OpenThread(props: Props & { conversation: ConversationView; isReady: boolean }) {
  const { conversation, isReady, onBack, onAct, onTemplate, panelIsOpen, togglePanel } = props
  const t = useText('inbox')
  const number = useInbox((state) => state.inbox?.numbers[conversation.numberId])
  const mayReply = useAbility('conversations.reply')
  const actions = useBubbleActions(props)
  useBeingHere(conversation, isReady)
  const { canWrite, replyTo, setReplyTo, reply, react } = useReplying(conversation)
  return (
    <section className={classes.pane} aria-label={t('thread.label', { name: shownName(conversation.contact) })} data-region="thread">
      <ThreadHeader
        conversation={conversation}
        number={number}
        onBack={onBack}
        onAct={onAct}
        panelIsOpen={panelIsOpen}
        togglePanel={togglePanel}
      />
      {number?.kind === 'sandbox' ? (
        <SandboxBand>
          {t('thread.simulated')}{' '}
          <a className={classes.phone} href="/sandbox/phone" target="_blank" rel="noopener">
            {t('thread.openPhone')}
          </a>
        </SandboxBand>
      ) : null}
      {isReady ? (
        <Timeline conversation={conversation} actions={actions} canWrite={mayReply && canWrite} reply={reply} react={react} />
      ) : (
        <ThreadBones />
      )}
      {conversation.status === 'pending' ? null : <PresenceStrip conversationId={conversation.id} />}
      {props.conflict?.conversationId === conversation.id ? <ConflictNotice {...props} conflict={props.conflict} /> : null}
      {mayReply ? (
        <Suspense fallback={<div className={classes.reply} />}>
          <ReplyArea
            conversation={conversation}
            number={number}
            replyTo={replyTo}
            setReplyTo={setReplyTo}
            onAct={onAct}
            onTemplate={onTemplate}
          />
        </Suspense>
      ) : null}
    </section>
  )
}

/** Who was first, and whom one may take instead. */
function ConflictNotice({ conflict, dismissConflict, onOpen, onAct }: Props & { conflict: Conflict }) {
  const t = useText('inbox')
  const words = useWords()
  const { by, next } = conflict
  const waits = next?.waitingSince ? words.since(Date.now() - Date.parse(next.waitingSince)) : null
  return (
    <div className={classes.conflict} role="alert">
      <span className={classes.conflictText}>
        {t('conflict.first', { name: by })}{' '}
        {next && waits ? t('conflict.next', { name: shownName(next.contact), time: waits }) : t('conflict.none')}
      </span>
      {next ? (
        <Button
          size="xs"
          onClick={() => {
            dismissConflict()
            onOpen(next.id)
            onAct(next.id, 'accept')
          }}
        >
          {t('action.accept')}
        </Button>
      ) : null}
      <CloseButton size={28} aria-label={t('conflict.close')} onClick={dismissConflict} />
    </div>
  )
}

function useBubbleActions({ conversation, onTemplate }: Props & { conversation: ConversationView }): Omit<BubbleActions, 'jumpTo'> {
  const store = useInboxStore()
  const navigate = useNavigate()
  const problemText = useProblemText()
  const chooseTemplate = useLatest(onTemplate)
  const { numberId } = conversation
  return useMemo(
    () => ({
      retry: (message) => {
        focusComposer() // the button that was pressed goes away
        void store.commands.retry(message).then((result) => {
          if (!result.ok) showToast(problemText(result.problem), { tone: 'danger' })
        })
      },
      drop: (item) => store.commands.dropWaiting(item.clientId),
      chooseTemplate,
      openNumber: () => void navigate({ to: '/numbers/$numberId', params: { numberId } }),
    }),
    [store, navigate, problemText, chooseTemplate, numberId],
  )
}

export function useConversation(id: string): ConversationView | undefined {
  const state = useInbox((tab) => tab.inbox?.conversations[id])
  const patch = useInbox((tab) => tab.patches[id])
  return useMemo(() => (state && patch ? { ...state, ...patch } : state), [state, patch])
}

/** Nothing is chosen. */
export function NoThread() {
  const t = useText('inbox')
  return (
    <section className={classes.pane} aria-label={t('thread.none')}>
      <Empty icon={IconMessages} title={t('thread.chooseTitle')}>
        {t('thread.chooseBody')}
      </Empty>
    </section>
  )
}

const SIDES = [
  { out: false, width: 220 },
  { out: true, width: 280 },
  { out: false, width: 160 },
  { out: true, width: 240 },
] as const

function ThreadBones() {
  return (
    <div className={classes.bones}>
      <Loading>
        {SIDES.map(({ out, width }) => (
          <div className={classes.bone} data-out={out || undefined} key={width}>
            <Bone width={width} height={34} />
          </div>
        ))}
      </Loading>
    </div>
  )
}
