/** A person's inbox: the very code that runs in browsers, at a seat of its own behind the bad line. */
import type { ConversationView, Page } from '@recado/contract/conversations'
import type { InboxState } from '@recado/contract/events'
import { compareMessages } from '@recado/contract/message-order'
import type { MessageView } from '@recado/contract/messages'
import { type InboxStore, startInbox } from '../../web/src/inbox/inbox-store.ts'
import { type ListView, rowsOf, viewKey, viewQuery } from '../../web/src/inbox/list-view.ts'
import { atSeat } from './browser-world.ts'
import type { Person } from './person.ts'

export interface AgentOptions {
  readonly lineUrl: string
  readonly cookie: string
  readonly userId: string
  readonly view: ListView
  /** keeps this browser apart from others of the same person */
  readonly browser: string
}

export class Agent {
  readonly store: InboxStore
  readonly #view: ListView
  readonly #lineUrl: string
  readonly #cookie: string
  readonly #userId: string
  #open: string | null = null
  /** snapshots that were begun anew because the server said so */
  resets = 0
  /** when the event of a message was first on the screen, ms, by wamid */
  readonly heard = new Map<string, number>()

  constructor(options: AgentOptions) {
    this.#view = options.view
    this.#lineUrl = options.lineUrl
    this.#cookie = options.cookie
    this.#userId = options.userId
    this.store = this.#seated(() => startInbox(options.browser, { id: options.userId, name: 'Agente' }))
    this.store.onNews((news) => {
      if (news === 'reset') this.resets++
      else for (const event of news) if (event.type === 'message.created') this.#hear(event.message)
    })
  }

  #hear({ wamid }: MessageView): void {
    if (wamid !== null && !this.heard.has(wamid)) this.heard.set(wamid, Date.now())
  }

  #seated<T>(work: () => T): T {
    return atSeat({ url: this.#lineUrl, cookie: this.#cookie }, work)
  }

  /** Looks at a conversation, as somebody who clicks it does. */
  look(conversationId: string | null): void {
    this.#open = conversationId
    this.#seated(() => {
      this.store.setScreen({ view: this.#view, conversationId })
      if (this.store.state().inbox === null) return
      this.store.lists.open(this.#view)
      if (conversationId !== null) this.store.threads.open(conversationId)
    })
  }

  /** Presses "try again" wherever the screen shows it. */
  tryAgain(): void {
    this.#seated(() => {
      const { inbox, problem, listings, pages } = this.store.state()
      if (inbox === null && problem !== null) return this.store.restart()
      const listing = listings[viewKey(this.#view)]
      if (listing?.problem) this.store.lists.retry(this.#view)
      if (this.#open !== null && pages[this.#open]?.problem) this.store.threads.retry(this.#open)
      this.look(this.#open)
    })
  }

  close(): void {
    this.store.close()
  }

  /** What on this screen is not what the server says when it is asked afresh; empty when all is right. */
  async differences(fresh: Fresh): Promise<string[]> {
    const { inbox, listings } = this.store.state()
    if (inbox === null) return ['no snapshot yet']
    const wrong: string[] = []
    // Who does not see everything is not sent every number.
    const isLevel = inbox.sight === 'all' ? inbox.seq === fresh.snapshot.seq : inbox.seq <= fresh.snapshot.seq
    if (!isLevel) wrong.push(`at ${inbox.seq} of ${fresh.snapshot.seq}`)
    for (const conversation of Object.values(inbox.conversations)) {
      const asked = fresh.conversations.get(conversation.id)
      if (!same(conversation, asked))
        wrong.push(`conversation ${conversation.id} at ${inbox.seq} of ${fresh.snapshot.seq}: ${unlike(conversation, asked)}`)
    }
    for (const part of ['numbers', 'members', 'workspace'] as const) if (!same(inbox[part], fresh.snapshot[part])) wrong.push(part)
    const listing = listings[viewKey(this.#view)]
    if (listing === undefined || listing.boundary === null) wrong.push('the list was not read')
    else {
      const rows = rowsOf(listing, inbox.conversations, { me: this.#userId, now: Date.now(), before: [] })
      const whole = await fresh.list(this.#view)
      if (!same(rows, listing.boundary === 'end' ? whole : whole.slice(0, rows.length)) || (rows.length === 0) !== (whole.length === 0))
        wrong.push(`the list: ${rows.length} rows of ${whole.length}`)
    }
    if (this.#open !== null && fresh.conversations.has(this.#open)) {
      const thread = inbox.threads[this.#open]
      const whole = await fresh.thread(this.#open)
      if (thread === undefined || (thread.length === 0 && whole.length > 0) || !same(thread, whole.slice(-thread.length)))
        wrong.push(`the thread: ${thread?.length} of ${whole.length} messages, ${firstDifference(thread ?? [], whole)}`)
    }
    return wrong
  }
}

/** Where a thread and the end of the whole begin to differ, from the newest message back. */
function firstDifference(thread: readonly MessageView[], whole: readonly MessageView[]): string {
  for (let back = 1; back <= thread.length; back++) {
    const [ours, theirs] = [thread.at(-back), whole.at(-back)]
    if (same(ours, theirs)) continue
    return `${back} from the end: ${ours?.id === theirs?.id ? `${JSON.stringify(ours)} instead of ${JSON.stringify(theirs)}` : `${ours?.wamid} instead of ${theirs?.wamid}`}`
  }
  return 'none'
}

/** The first part in which two differ, both ways. */
function unlike(ours: ConversationView, theirs: ConversationView | undefined): string {
  if (theirs === undefined) return 'not there'
  const key = (Object.keys(ours) as (keyof ConversationView)[]).find((part) => !same(ours[part], theirs[part]))
  return key === undefined ? 'more parts' : `${key} ${canonical(ours[key])} instead of ${canonical(theirs[key])}`
}

/** Everything one person may see, asked directly. */
export interface Fresh {
  readonly snapshot: InboxState
  readonly conversations: ReadonlyMap<string, ConversationView>
  list(view: ListView): Promise<string[]>
  thread(conversationId: string): Promise<MessageView[]>
}

export async function askAfresh(person: Person): Promise<Fresh> {
  const pages = async <T>(path: string): Promise<T[]> => {
    const items: T[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Page<T> = await person.call('GET', `${path}${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`)
      items.push(...page.items)
      cursor = page.nextCursor
    }
    return items
  }
  const threads = new Map<string, Promise<MessageView[]>>()
  const all = await pages<ConversationView>('/api/v1/conversations?limit=100&sort=recent')
  return {
    snapshot: await person.call<InboxState>('GET', '/api/v1/inbox'),
    conversations: new Map(all.map((conversation) => [conversation.id, conversation])),
    async list(view) {
      const query = new URLSearchParams({ ...viewQuery(view), limit: '100', sort: 'recent' })
      return (await pages<ConversationView>(`/api/v1/conversations?${query}`)).map(({ id }) => id)
    },
    thread(id) {
      const known = threads.get(id) ?? pages<MessageView>(`/api/v1/conversations/${id}/messages?limit=100`)
      threads.set(id, known)
      return known.then((items) => items.toSorted(compareMessages))
    },
  }
}

/** As JSON, whatever the order of keys. */
const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b)

const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort()) : part,
  )
