/**
 * Envelope encryption. A key-encryption key from the secrets file wraps one data key per workspace (and one for the installation); the
 * data key seals values. Destroying a workspace's data key destroys its secrets, also those in backups of its rows. Every sealed value
 * names its data key and every data key its wrapper, so that both can be replaced while older values still open (rotate-keys.ts).
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

/** The id of the data key that sealed a value. */
export const keyIdOf = (ciphertext: string): string | undefined => ciphertext.split('|')[1]

/** Reads the key-encryption keys, newest first; asked again when a data key turns up that a newer one wraps. */
export type Keyring = () => readonly KeyEncryptionKey[]

/**
 * Opens the vault: checks that every data key can be unwrapped, wraps those of an older key anew, and makes the installation's own.
 * @param db any role: data keys are not owned by a workspace and useless without the secrets file
 */
export async function openVault(db: Db, keyring: Keyring): Promise<Vault> {
  const dataKeys = new DataKeys(db, keyring)
  await dataKeys.wrapAnew()
  const first = await dataKeys.first()
  const fingerprintKey = Buffer.from(hkdfSync('sha256', first.bytes, '', 'fingerprint', 32))
  return {
    seal: async (place, plaintext) => encrypt(await dataKeys.sealing(place.workspaceId), place, Buffer.from(plaintext)),
    open: async (place, ciphertext) =>
      decrypt(await dataKeys.named(keyIdOf(ciphertext) ?? '', place.workspaceId), place, ciphertext).toString(),
    fingerprint: (purpose, secret) => createHmac('sha256', fingerprintKey).update(`${purpose}\0${secret}`).digest('base64url'),
  }
}

class DataKeys {
  readonly #db: Db
  readonly #keyring: Keyring
  #wrappers: readonly Key[] = []
  readonly #known = new Map<string, { readonly workspaceId: string | null; readonly key: Key }>()

  constructor(db: Db, keyring: Keyring) {
    this.#db = db
    this.#keyring = keyring
    this.#readKeyring()
  }

  /** Finds out at once whether every data key opens, and wraps those of an older key anew. Values need not be touched. */
  async wrapAnew(): Promise<void> {
    for (const row of await this.#rows().execute()) {
      const { bytes } = this.#unwrap(row)
      if (keyIdOf(row.wrapped) === this.#newest.id) continue
      const wrapped = encrypt(this.#newest, dataKeyPlace(row), bytes)
      await this.#db.updateTable('data_key').set({ wrapped }).where('id', '=', row.id).where('wrapped', '=', row.wrapped).execute()
    }
  }

  /** The installation's own first key, made where there is none: fingerprints come from it for ever, so it is never thrown away. */
  async first(): Promise<Key> {
    await this.sealing(null)
    const row = await this.#rows().where('workspace_id', 'is', null).orderBy('created_at').orderBy('id').limit(1).executeTakeFirstOrThrow()
    return this.#unwrap(row)
  }

  /** What a workspace's values are sealed with from now on, or the installation's for null. Asked each time: another process may rotate. */
  async sealing(workspaceId: string | null): Promise<Key> {
    const find = () =>
      this.#rows().where('workspace_id', 'is not distinct from', workspaceId).where('retired_at', 'is', null).executeTakeFirst()
    const known = await find()
    if (known !== undefined) return this.#unwrap(known)
    // Another process may make it at the same moment: one of the two stands, and both read that one.
    await this.#db
      .insertInto('data_key')
      .values(newDataKey(this.#newest, workspaceId))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const made = await find()
    if (made === undefined) throw new Error('the data key that was just made is not there')
    return this.#unwrap(made)
  }

  /** The key that a sealed value names. One of another workspace's is as good as none. */
  async named(id: string, workspaceId: string | null): Promise<Key> {
    const known = this.#known.get(id) ?? (await this.#read(id))
    if (known === null || known.workspaceId !== workspaceId) throw new Error('sealed with another key')
    return known.key
  }

  async #read(id: string) {
    if (!/^[0-9a-f-]{36}$/.test(id)) return null
    const row = await this.#rows().where('id', '=', id).executeTakeFirst()
    if (row === undefined) return null
    const found = { workspaceId: row.workspace_id, key: this.#unwrap(row) }
    if (this.#known.size > 10_000) this.#known.clear()
    this.#known.set(id, found)
    return found
  }

  #rows() {
    return this.#db.selectFrom('data_key').select(['id', 'workspace_id', 'wrapped'])
  }

  /** The key that wraps from now on. */
  get #newest(): Key {
    const [newest] = this.#wrappers
    if (newest === undefined) throw new Error('a vault needs a key')
    return newest
  }

  #readKeyring(): void {
    this.#wrappers = this.#keyring().map(wrapperOf)
  }

  #unwrap(row: DataKeyRow): Key {
    const id = keyIdOf(row.wrapped)
    const find = () => this.#wrappers.find((candidate) => candidate.id === id)
    if (find() === undefined) this.#readKeyring()
    const wrapper = find()
    if (wrapper === undefined) {
      throw new StartRefusal(
        `The database's secrets are sealed with the key "${id}", which the secrets file in DATA_DIR lacks: put the right secrets.json back.`,
      )
    }
    return { id: row.id, bytes: decrypt(wrapper, dataKeyPlace(row), row.wrapped) }
  }
}

export const wrapperOf = ({ id, key }: KeyEncryptionKey): Key => ({ id, bytes: Buffer.from(key, 'base64url') })

/** A row of data_key: 256 random bits, wrapped. */
export function newDataKey(wrapper: Key, workspaceId: string | null): DataKeyRow {
  const row = { id: newId(), workspace_id: workspaceId }
  return { ...row, wrapped: encrypt(wrapper, dataKeyPlace(row), randomBytes(32)) }
}
