/** Being called while no page is open. The permission, the worker and the subscription are this browser's; the server ties it to the session. */
import type { PushState } from '@recado/contract/push'
import { api } from '../api.ts'

const WORKER = '/push-worker.js'

/** Only over https (or on localhost), and on iPhones only once the page lies on the home screen. */
export const canPush = 'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis

/** @returns false where the person or the browser does not allow it. To be called from a click: it asks. */
export async function startPush(): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') return false
  await subscribe()
  return true
}

/** After signing in again: the browser is still subscribed, and its new session does not know. */
export async function renewPush(): Promise<void> {
  if (!canPush || Notification.permission !== 'granted') return
  const { isOn } = await api.get<PushState>('/push')
  if (!isOn) await subscribe()
}

export async function stopPush(): Promise<void> {
  await api.delete('/push/subscription')
  const worker = await navigator.serviceWorker.getRegistration(WORKER)
  await (await worker?.pushManager.getSubscription())?.unsubscribe()
}

async function subscribe(): Promise<void> {
  const { publicKey } = await api.get<PushState>('/push')
  await navigator.serviceWorker.register(WORKER)
  const { pushManager } = await navigator.serviceWorker.ready
  const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey })
  const { endpoint, keys } = subscription.toJSON()
  await api.put('/push/subscription', { endpoint, keys })
}
