/** How this browser calls somebody back. Of the browser and not of the person: permission and loudspeaker are the browser's. */
import { useSyncExternalStore } from 'react'

export interface AlertSettings {
  readonly notify: boolean
  readonly sound: boolean
  /** The push service shows notifications, also while this page is closed; then the page itself shows none. */
  readonly push: boolean
}

const KEY = 'recado-alerts'
let latest = read()

export const useAlertSettings = (): AlertSettings => useSyncExternalStore(subscribe, () => latest)

export function setAlerts(next: Partial<AlertSettings>): void {
  localStorage.setItem(KEY, JSON.stringify({ ...latest, ...next }))
  dispatchEvent(new StorageEvent('storage', { key: KEY })) // other tabs are told by the browser
}

function subscribe(listener: () => void): () => void {
  const hear = ({ key }: StorageEvent) => {
    if (key !== KEY) return
    latest = read()
    listener()
  }
  addEventListener('storage', hear)
  return () => removeEventListener('storage', hear)
}

function read(): AlertSettings {
  const stored = localStorage.getItem(KEY) ?? ''
  return { notify: stored.includes('"notify":true'), sound: stored.includes('"sound":true'), push: stored.includes('"push":true') }
}
