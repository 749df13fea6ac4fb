import type { ConversationView, Page } from '@recado/contract/conversations'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ApiProblem, api } from '../api.ts'
import { useProblemText } from '../ui/problem-text.ts'
import { showToast } from '../ui/toasts.ts'
import type { CardAction } from './ConversationCard.tsx'
import { shownName } from './contact-name.ts'
import { conversationIn } from './store-cell.ts'
import { useInboxStore, useLatest } from './use-inbox.ts'

/** Somebody was quicker. Who, and who waits longest now. */
export interface Conflict {
  conversationId: string
  by: string
  next: ConversationView | null
}

interface Options {
  rows: readonly string[]
  selectedId: string | null
  goTo(id: string | null): void
  setActiveId(id: string): void
}

export interface ConversationActions {
  act(id: string, action: CardAction, options?: { openNext?: boolean }): void
  conflict: Conflict | null
  dismissConflict(): void
}

export function useConversationActions({ rows, goTo, setActiveId }: Options): ConversationActions {
  const { t } = useTranslation('inbox')
  const store = useInboxStore()
  const problemText = useProblemText()
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const fail = (problem: ApiProblem) => showToast(problemText(problem), { tone: 'danger' })

  const accept = async (id: string) => {
    setConflict(null)
    const result = await store.commands.accept(id)
    if (result.ok) {
      document.querySelector<HTMLElement>('[data-region="composer"] textarea')?.focus()
      return
    }
    if (result.problem.code !== 'already_taken') {
      fail(result.problem)
      return
    }
    setConflict({ conversationId: id, by: nameIn(result.problem), next: await oldestWaiting() })
  }

  const close = async (id: string, openNext: boolean) => {
    const conversation = conversationIn(store.state(), id)
    const name = conversation ? shownName(conversation.contact) : ''
    const at = rows.indexOf(id)
    const next = rows[at + 1] ?? rows[at - 1]
    const wasInList = document.activeElement?.closest('[data-list]') !== null
    const closing = store.commands.closeConversation(id)
    if (next && openNext) goTo(next)
    if (next && (openNext || wasInList)) {
      setActiveId(next)
      if (wasInList) requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-card="${next}"]`)?.focus())
    }
    const result = await closing
    if (result.ok) showToast(t('toast.closed', { name }), { undo: () => act(id, 'reopen') })
    else fail(result.problem)
  }

  const reopen = async (id: string) => {
    const result = await store.commands.reopen(id)
    if (!result.ok) fail(result.problem)
  }

  const act = useLatest((id: string, action: CardAction, options: { openNext?: boolean } = {}) => {
    if (action === 'accept') void accept(id)
    else if (action === 'close') void close(id, options.openNext ?? false)
    else void reopen(id)
  })
  return { act, conflict, dismissConflict: useCallback(() => setConflict(null), []) }
}

function nameIn({ details }: ApiProblem): string {
  const { assignee } = details
  return typeof assignee === 'object' && assignee !== null && 'name' in assignee && typeof assignee.name === 'string' ? assignee.name : ''
}

async function oldestWaiting(): Promise<ConversationView | null> {
  const query = { assignee: 'none', status: 'pending', sort: 'waiting', limit: 1 }
  const page = await api.get<Page<ConversationView>>('/conversations', { query }).catch(() => null) // the conflict is told without it
  return page?.items[0] ?? null
}
