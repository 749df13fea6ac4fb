/** The key pair by which push services know this installation (RFC 8292): made once, sealed, the same in every process. */
import webPush from 'web-push'
import { z } from 'zod'
import type { Db } from '../platform/scope.ts'
import type { Place, Vault } from '../platform/vault.ts'

export const PUSH_KEYS_PLACE: Place = { workspaceId: null, table: 'installation', column: 'push_keys', row: '1' }

const pair = z.object({ publicKey: z.string(), privateKey: z.string() })
export type PushKeys = z.infer<typeof pair>

/** At the first start they are made. A new pair would make every subscription worthless, so it is never replaced. */
export async function pushKeys(db: Db, vault: Vault): Promise<PushKeys> {
  const known = await read(db)
  if (known !== '') return opened(vault, known)
  const sealed = await vault.seal(PUSH_KEYS_PLACE, JSON.stringify(webPush.generateVAPIDKeys()))
  await db.updateTable('installation').set({ push_keys: sealed }).where('push_keys', '=', '').execute()
  return opened(vault, await read(db)) // another process may have been first
}

const read = async (db: Db): Promise<string> =>
  (await db.selectFrom('installation').select('push_keys').executeTakeFirstOrThrow()).push_keys

const opened = async (vault: Vault, sealed: string): Promise<PushKeys> => pair.parse(JSON.parse(await vault.open(PUSH_KEYS_PLACE, sealed)))
