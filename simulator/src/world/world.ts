/** Everything there is: the apps, the accounts, and which account an id of the graph belongs to. */
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { Journal } from '../store/journal.ts'
import { Table } from '../store/table.ts'
import { Account } from './account.ts'
import { type Dashboard, newDashboard } from './dashboard.ts'

export interface AppRecord {
  readonly id: string
  secret: string
  verifyToken: string
  /** Set through POST /{app-id}/subscriptions; stronger than the address this program was started with. */
  subscribedUrl: string | null
  fields: readonly string[]
  requiresProof: boolean
  dashboard: Dashboard
}

export type NodeKind = 'waba' | 'number' | 'template' | 'media' | 'business'
export interface NodeOwner {
  readonly kind: NodeKind
  readonly account: Account
}

/** Bytes on their way to a handle. */
export interface Upload {
  readonly length: number
  readonly type: string
  received: number
  readonly pieces: Buffer[]
}

/** What a handle stands for. */
export interface UploadedFile {
  readonly mimeType: string
  readonly bytes: Buffer
  /** On the clock of the account whose token brought it. */
  readonly uploadedAt: number
}

/** A code from Embedded Signup: 30 seconds, once. */
export interface SignupCode {
  readonly appId: string
  readonly token: string
  readonly until: number
}

export const EVERY_FIELD = [
  'messages',
  'account_update',
  'account_review_update',
  'account_alerts',
  'business_capability_update',
  'business_username_update',
  'phone_number_name_update',
  'phone_number_quality_update',
  'message_template_status_update',
  'message_template_quality_update',
  'message_template_components_update',
  'template_category_update',
  'security',
  'user_preferences',
  'smb_message_echoes',
  'smb_app_state_sync',
  'history',
]

export class World {
  readonly config: Config
  readonly apps = new Table<AppRecord>('app')
  readonly accounts = new Map<string, Account>()
  readonly codes = new Map<string, SignupCode>()
  readonly uploads = new Map<string, Upload>()
  /** By handle; a profile's is used once. */
  readonly uploaded = new Map<string, UploadedFile>()
  readonly #nodes = new Map<string, NodeOwner>()
  readonly #tokens = new Map<string, Account>()
  readonly #journal: Journal
  /** Where media addresses begin; known once we listen. */
  publicUrl = ''

  constructor(config: Config) {
    this.config = config
    mkdirSync(join(config.dataDir, 'wabas'), { recursive: true, mode: 0o700 })
    this.#journal = Journal.open(join(config.dataDir, 'apps.ndjson'), (line) => this.apps.replay(line))
    this.apps.attach(this.#journal)
    const known = this.apps.get(config.app.id)
    this.apps.save({
      id: config.app.id,
      secret: config.app.secret,
      verifyToken: config.app.verifyToken,
      subscribedUrl: known?.subscribedUrl ?? null,
      fields: known?.fields ?? EVERY_FIELD,
      requiresProof: known?.requiresProof ?? false,
      // Filled up: an app kept by an older version has fewer fields.
      dashboard: { ...newDashboard(), ...known?.dashboard },
    })
    for (const id of readdirSync(join(config.dataDir, 'wabas'))) {
      const folder = join(config.dataDir, 'wabas', id)
      if (Account.isComplete(folder)) this.adopt(new Account(folder))
    }
  }

  callbackOf(app: AppRecord): string | null {
    return app.subscribedUrl ?? (app.id === this.config.app.id ? this.config.app.callbackUrl : null)
  }

  folderFor(wabaId: string): string {
    return join(this.config.dataDir, 'wabas', wabaId)
  }

  /** Makes an account's ids known. One without a WABA record was cut short while being made: it is not there. */
  adopt(account: Account): void {
    if (account.wabas.size === 0) {
      account.destroy()
      return
    }
    const { waba } = account
    this.accounts.set(waba.id, account)
    this.register(waba.id, 'waba', account)
    this.register(waba.businessId, 'business', account)
    for (const number of account.numbers.values()) this.register(number.id, 'number', account)
    for (const template of account.templates.values()) this.register(template.id, 'template', account)
    for (const media of account.media.values()) this.register(media.id, 'media', account)
    for (const token of account.tokens.values()) this.registerToken(token.id, account)
  }

  register(id: string, kind: NodeKind, account: Account): void {
    this.#nodes.set(id, { kind, account })
  }

  forget(id: string): void {
    this.#nodes.delete(id)
  }

  registerToken(token: string, account: Account): void {
    this.#tokens.set(token, account)
  }

  node(id: string): NodeOwner | undefined {
    return this.#nodes.get(id)
  }

  accountOfToken(token: string): Account | undefined {
    return this.#tokens.get(token)
  }

  drop(account: Account): void {
    this.accounts.delete(account.waba.id)
    for (const [id, owner] of this.#nodes) if (owner.account === account) this.#nodes.delete(id)
    for (const [token, owner] of this.#tokens) if (owner === account) this.#tokens.delete(token)
    account.destroy()
  }

  /** Everything that happened so far is on file after this. */
  commit(): void {
    this.#journal.flush()
    for (const account of this.accounts.values()) account.commit()
  }

  close(): void {
    for (const account of this.accounts.values()) account.close()
    this.#journal.close()
  }
}
