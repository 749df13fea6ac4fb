import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * What we put into `biz_opaque_callback_data` and Meta hands back in every report about the message: it recognises our message even
 * when a report overtakes the answer to the call, or when that answer was lost. Signed, because other apps on the same account may
 * write what they like into theirs; bound to the workspace, so that nobody's report reaches another's message.
 */
export interface References {
  write(workspaceId: string, messageId: string): string
  /** The message's id, or null when it is not ours or was altered. */
  read(workspaceId: string, text: string): string | null
}

const VERSION = 'm1'
const MAC_BYTES = 12
const SHAPE = /^m1\.([\w-]{22})\.([\w-]{16})$/

/** @param key a secret of this installation, e.g. `vault.fingerprint('message reference', 'm1')` */
export function createReferences(key: string): References {
  const mac = (workspaceId: string, id: string) =>
    createHmac('sha256', key).update(`${VERSION} ${workspaceId} ${id}`).digest().subarray(0, MAC_BYTES)
  return {
    write(workspaceId, messageId) {
      const id = Buffer.from(messageId.replaceAll('-', ''), 'hex').toString('base64url')
      return `${VERSION}.${id}.${mac(workspaceId, messageId).toString('base64url')}`
    },
    read(workspaceId, text) {
      const [, id, code] = SHAPE.exec(text) ?? []
      if (id === undefined || code === undefined) return null
      const messageId = uuidOf(Buffer.from(id, 'base64url').toString('hex'))
      return timingSafeEqual(mac(workspaceId, messageId), Buffer.from(code, 'base64url')) ? messageId : null
    },
  }
}

const uuidOf = (hex: string) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
