/** The inbox by keyboard and by command bar. What is in one is in the other. */

import type { ConversationView } from '@recado/contract/conversations'
import { useState } from 'react'
import { useText } from '../i18n/use-text.ts'
import { useAbility } from '../session/me.ts'
import { type Command, useCommands } from '../shell/commands.ts'
import { openCommandBar } from '../shell/overlays.ts'
import { type Shortcut, useShortcuts } from '../ui/keys.ts'
import { undoLast } from '../ui/toasts.ts'
import { actionsFor } from './CardActions.tsx'
import type { CardAction } from './ConversationCard.tsx'
import { type ListView, TABS } from './list-view.ts'

interface Options {
  rows: readonly string[]
  selected: Pick<ConversationView, 'id' | 'status'> | undefined
  activeId: string | null
  view: ListView
  setView(change: Partial<ListView>): void
  goTo(id: string | null): void
  act(id: string, action: CardAction, options?: { openNext?: boolean }): void
  togglePanel(): void
  chooseTemplate(): void
  startNew(): void
}

/** One thing to do, by key and by name. */
interface Deed {
  id: string
  keys?: string
  label: string
  isPossible: boolean
  run(): void
}

const LETTERS_OFF = 'recado-list-letters-off'

export function useInboxCommands(options: Options): void {
  const deeds = useDeeds(options)
  const letters = useListLetters(options)

  useShortcuts([
    ...deeds.flatMap(({ keys, label, run }): Shortcut[] => (keys ? [{ keys, label, group: 'inbox', inFields: true, run }] : [])),
    ...letters.shortcuts,
  ])
  useCommands([
    ...deeds
      .filter(({ isPossible }) => isPossible)
      .map(({ id, label, keys, run }): Command => ({ id, group: 'actions', label, run, ...(keys ? { keys } : {}) })),
    letters.toggle,
  ])
}

function useDeeds({ rows, selected, view, setView, goTo, act, togglePanel, chooseTemplate, startNew }: Options): Deed[] {
  const t = useText('inbox')
  const mayReply = useAbility('conversations.reply')
  const possible = selected && mayReply ? actionsFor(selected.status) : []
  const onSelected = (action: CardAction, options?: { openNext: boolean }) => () => {
    if (selected && possible.includes(action)) act(selected.id, action, options)
  }
  const step = (by: number) => () => {
    const at = selected ? rows.indexOf(selected.id) : -1
    const next = at < 0 ? rows[0] : rows[at + by]
    if (next) goTo(next)
  }
  const nextTab = TABS[(TABS.indexOf(view.tab) + 1) % TABS.length] ?? 'mine'
  return [
    { id: 'next', keys: 'Alt+KeyJ', label: t('keys.next'), isPossible: rows.length > 0, run: step(1) },
    { id: 'previous', keys: 'Alt+KeyK', label: t('keys.previous'), isPossible: rows.length > 0, run: step(-1) },
    { id: 'accept', keys: 'Alt+KeyA', label: t('action.accept'), isPossible: possible.includes('accept'), run: onSelected('accept') },
    { id: 'close', keys: 'Alt+KeyE', label: t('action.close'), isPossible: possible.includes('close'), run: onSelected('close') },
    {
      id: 'close-next',
      keys: 'Mod+Alt+KeyE',
      label: t('keys.closeNext'),
      isPossible: possible.includes('close'),
      run: onSelected('close', { openNext: true }),
    },
    { id: 'reopen', label: t('action.reopen'), isPossible: possible.includes('reopen'), run: onSelected('reopen') },
    { id: 'reply', keys: 'Alt+KeyL', label: t('keys.reply'), isPossible: selected !== undefined, run: focusComposer },
    {
      id: 'template',
      keys: 'Alt+Shift+KeyT',
      label: t('action.sendTemplate'),
      isPossible: mayReply && selected?.status === 'open',
      run: () => {
        if (mayReply && selected?.status === 'open') chooseTemplate()
      },
    },
    { id: 'new', label: t('new.title'), isPossible: mayReply, run: startNew },
    { id: 'tab', keys: 'Alt+KeyN', label: t('keys.nextTab'), isPossible: true, run: () => setView({ tab: nextTab }) },
    { id: 'panel', keys: 'Alt+KeyO', label: t('keys.panel'), isPossible: selected !== undefined, run: togglePanel },
  ]
}

/** Single letters, while the list has the focus; they can be switched off for those whose software types letters by itself. */
function useListLetters({ activeId, act, goTo }: Options): { shortcuts: Shortcut[]; toggle: Command } {
  const t = useText('inbox')
  const [areOff, setOff] = useState(() => localStorage.getItem(LETTERS_OFF) !== null)
  const mayReply = useAbility('conversations.reply')
  const letter = (code: string, label: string, run: () => void): Shortcut => ({
    keys: code,
    label,
    group: 'list',
    run: () => {
      if (document.activeElement?.closest('[data-list]')) run()
    },
  })
  const onActive = (action: CardAction) => () => {
    if (activeId && mayReply) act(activeId, action)
  }
  return {
    shortcuts: areOff
      ? []
      : [
          letter('KeyJ', t('keys.nextCard'), () => moveFocus('ArrowDown')),
          letter('KeyK', t('keys.previousCard'), () => moveFocus('ArrowUp')),
          letter('KeyA', t('action.accept'), onActive('accept')),
          letter('KeyE', t('action.close'), onActive('close')),
          letter('KeyR', t('keys.reply'), () => {
            if (activeId) goTo(activeId)
            requestAnimationFrame(focusComposer)
          }),
          letter('KeyZ', t('keys.undo'), undoLast),
          letter('Slash', t('keys.find'), openCommandBar),
        ],
    toggle: {
      id: 'list-letters',
      group: 'settings',
      label: t(areOff ? 'keys.lettersOn' : 'keys.lettersOff'),
      run: () => {
        if (areOff) localStorage.removeItem(LETTERS_OFF)
        else localStorage.setItem(LETTERS_OFF, '1')
        setOff(!areOff)
      },
    },
  }
}

function moveFocus(code: 'ArrowDown' | 'ArrowUp'): void {
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { code, key: code, bubbles: true, cancelable: true }))
}

export function focusComposer(): void {
  const area = document.querySelector<HTMLElement>('[data-region="composer"]')
  const target = area?.querySelector<HTMLElement>('textarea') ?? area?.querySelector<HTMLElement>('button')
  target?.focus()
}
