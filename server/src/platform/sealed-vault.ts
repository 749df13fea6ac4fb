/**
 * Envelope encryption. A key-encryption key from the secrets file wraps one data key per workspace (and one for the installation); the
 * data key seals values. Destroying a workspace's data key destroys its secrets, also those in backups of its rows.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { newId } from './ids.ts'
import type { Db } from './scope.ts'
import type { KeyEncryptionKey } from './secrets.ts'
import { StartRefusal } from './start-refusal.ts'
import type { Place, Vault } from './vault.ts'

interface Key {
  readonly id: string
  readonly bytes: Buffer
}

type DataKeyRow = { readonly id: string; readonly workspace_id: string | null; readonly wrapped: string }

/** The row goes last because it alone may hold any character, so no two places share one text. */
const additionalData = (place: Place): Buffer => Buffer.from(`${place.table}|${place.column}|${place.workspaceId ?? ''}|${place.row}`)

const dataKeyPlace = (row: Omit<DataKeyRow, 'wrapped'>): Place => ({
  table: 'data_key',
  column: 'wrapped',
  workspaceId: row.workspace_id,
  row: row.id,
})

/** v1|key id|iv|ciphertext|tag */
function encrypt(key: Key, place: Place, plaintext: Buffer): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key.bytes, iv).setAAD(additionalData(place))
  const body = Buffer.concat([cipher.update(plaintext), cipher.final()])
  return ['v1', key.id, ...[iv, body, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join('|')
}

function decrypt(key: Key, place: Place, ciphertext: string): Buffer {
  const [version, id, iv, body, tag, ...rest] = ciphertext.split('|')
  if (version !== 'v1' || iv === undefined || body === undefined || tag === undefined || rest.length > 0) {
    throw new Error('not a sealed value')
  }
  if (id !== key.id) throw new Error('sealed with another key')
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, Buffer.from(iv, 'base64url'), { authTagLength: 16 })
  decipher.setAAD(additionalData(place)).setAuthTag(Buffer.from(tag, 'base64url'))
  return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()])
}

const keyIdOf = (ciphertext: string): string | undefined => ciphertext.split('|')[1]

/**
 * Opens the vault: checks that every data key can be unwrapped, wraps those of an older key anew, and makes the installation's own.
 * @param db any role: data keys are not owned by a workspace and useless without the secrets file
 */
export async function openVault(db: Db, keys: readonly KeyEncryptionKey[]): Promise<Vault> {
  const dataKeys = new DataKeys(db, keys)
  await dataKeys.wrapAnew()
  const own = await dataKeys.of(null)
  const fingerprintKey = Buffer.from(hkdfSync('sha256', own.bytes, '', 'fingerprint', 32))
  return {
    seal: async (place, plaintext) => encrypt(await dataKeys.of(place.workspaceId), place, Buffer.from(plaintext)),
    open: async (place, ciphertext) => decrypt(await dataKeys.of(place.workspaceId), place, ciphertext).toString(),
    fingerprint: (purpose, secret) => createHmac('sha256', fingerprintKey).update(`${purpose}\0${secret}`).digest('base64url'),
  }
}

class DataKeys {
  readonly #db: Db
  readonly #wrappers: readonly Key[]
  /** The key that wraps from now on. */
  readonly #newest: Key
  readonly #loaded = new Map<string | null, Promise<Key>>()

  constructor(db: Db, keys: readonly KeyEncryptionKey[]) {
    this.#db = db
    this.#wrappers = keys.map(({ id, key }) => ({ id, bytes: Buffer.from(key, 'base64url') }))
    const [newest] = this.#wrappers
    if (newest === undefined) throw new Error('a vault needs a key')
    this.#newest = newest
  }

  /** A workspace's key, or the installation's for null; made where there is none yet. */
  of(workspaceId: string | null): Promise<Key> {
    const known = this.#loaded.get(workspaceId)
    if (known !== undefined) return known
    const loading = this.#read(workspaceId).then((key) => key ?? this.#make(workspaceId))
    this.#loaded.set(workspaceId, loading)
    loading.catch(() => this.#loaded.delete(workspaceId)) // the caller sees the failure; the next one tries again
    return loading
  }

  /** Finds out at once whether every data key opens, and rotates those that an older key wraps. Values need not be touched. */
  async wrapAnew(): Promise<void> {
    const rows = await this.#db.selectFrom('data_key').select(['id', 'workspace_id', 'wrapped']).execute()
    for (const row of rows) {
      const { bytes } = this.#unwrap(row)
      if (keyIdOf(row.wrapped) === this.#newest.id) continue
      const wrapped = encrypt(this.#newest, dataKeyPlace(row), bytes)
      await this.#db.updateTable('data_key').set({ wrapped }).where('id', '=', row.id).where('wrapped', '=', row.wrapped).execute()
    }
  }

  #unwrap(row: DataKeyRow): Key {
    const id = keyIdOf(row.wrapped)
    const wrapper = this.#wrappers.find((candidate) => candidate.id === id)
    if (wrapper === undefined) {
      throw new StartRefusal(
        `The database's secrets are sealed with the key "${id}", which the secrets file in DATA_DIR lacks: put the right secrets.json back.`,
      )
    }
    return { id: row.id, bytes: decrypt(wrapper, dataKeyPlace(row), row.wrapped) }
  }

  async #read(workspaceId: string | null): Promise<Key | null> {
    const row = await this.#db
      .selectFrom('data_key')
      .select(['id', 'workspace_id', 'wrapped'])
      .where('workspace_id', 'is not distinct from', workspaceId)
      .executeTakeFirst()
    return row === undefined ? null : this.#unwrap(row)
  }

  async #make(workspaceId: string | null): Promise<Key> {
    const row = { id: newId(), workspace_id: workspaceId }
    const wrapped = encrypt(this.#newest, dataKeyPlace(row), randomBytes(32))
    // Another process may make it at the same moment: one of the two stands, and both read that one.
    await this.#db
      .insertInto('data_key')
      .values({ ...row, wrapped })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const made = await this.#read(workspaceId)
    if (made === null) throw new Error('the data key that was just made is not there')
    return made
  }
}
