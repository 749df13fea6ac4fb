/** The two ids survive a reload. Token, secret and verify token are never written to the browser's storage. */
const KEY = 'recado-connect-draft'

export interface Draft {
  wabaId: string
  phoneNumberId: string
}

export function readDraft(storage: Storage, workspaceId: string): Draft {
  const text = storage.getItem(`${KEY}:${workspaceId}`) ?? ''
  const [wabaId = '', phoneNumberId = ''] = text.split(' ')
  return { wabaId, phoneNumberId }
}

export function writeDraft(storage: Storage, workspaceId: string, { wabaId, phoneNumberId }: Draft): void {
  const ids = [wabaId, phoneNumberId].map((id) => id.replace(/\D/g, ''))
  if (ids.every((id) => id === '')) forgetDraft(storage, workspaceId)
  else storage.setItem(`${KEY}:${workspaceId}`, ids.join(' '))
}

export function forgetDraft(storage: Storage, workspaceId: string): void {
  storage.removeItem(`${KEY}:${workspaceId}`)
}
