import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { alertIn } from './alert.ts'
import { useAlertSettings } from './alert-settings.ts'
import { chime } from './chime.ts'
import { shownName } from './contact-name.ts'
import type { Hearer } from './inbox-store.ts'
import { renewPush } from './push.ts'
import { useInboxStore, useLatest } from './use-inbox.ts'
import { useWords } from './use-words.ts'

/** Other tabs of this browser hear the same news within that time, and then stay silent. */
const ONCE_MS = 2_000

/** Calls back whoever looks at something else while a message comes. */
export default function Alerts() {
  const store = useInboxStore()
  const navigate = useNavigate()
  const words = useWords()
  const settings = useAlertSettings()
  const hear = useLatest<Parameters<Hearer>, void>((news) => {
    if (news === 'reset' || !document.hidden) return
    const alert = alertIn(news, store.me.id, Date.now())
    if (!alert) return
    const { message, conversation } = alert
    void once(`recado-alert:${message.id}`, () => {
      if (settings.sound) chime()
      if (settings.notify && !settings.push) notify(shownName(conversation.contact), words.message(message), conversation.id, open)
    })
    function open() {
      void navigate({ to: '/inbox/{-$conversationId}', params: { conversationId: conversation.id } })
    }
  })
  useEffect(() => store.onNews(hear), [store, hear])
  useEffect(() => {
    if (settings.push) void renewPush().catch(() => undefined) // the next opening tries again
  }, [settings.push])
  return null
}

/** Of several tabs one does it. Where the browser has no locks (plain http), each does. */
async function once(name: string, act: () => void): Promise<void> {
  if (!('locks' in navigator)) return act()
  await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (!lock) return
    act()
    await new Promise((resolve) => setTimeout(resolve, ONCE_MS))
  })
}

/** A newer message of the same conversation takes the place of the last. */
function notify(title: string, body: string, tag: string, open: () => void): void {
  if (!('Notification' in globalThis) || Notification.permission !== 'granted') return
  try {
    const shown = new Notification(title, { body, tag })
    shown.onclick = () => {
      window.focus()
      open()
      shown.close()
    }
  } catch {
    // browsers of phones show notifications only of apps that were installed; there the sound is what calls
  }
}
