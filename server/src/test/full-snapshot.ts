import { applyEvent, type Event, type InboxState } from '@recado/contract/events'
import { compareMessages } from '@recado/contract/message-order'
import type { World } from './world.ts'

/** Everything the home workspace's owner may see, every thread opened: what a browser would hold after looking at all of it. */
export async function fullSnapshot(w: World): Promise<InboxState> {
  const { body: state } = await w.home.owner.get('/api/v1/inbox')
  const conversations = (await w.home.owner.get('/api/v1/conversations?limit=100')).body.items
  const threads: InboxState['threads'] = {}
  for (const conversation of conversations) {
    const page = await w.home.owner.get(`/api/v1/conversations/${conversation.id}/messages?limit=100`)
    threads[conversation.id] = page.body.items.toSorted(compareMessages)
  }
  return { ...state, conversations: Object.fromEntries(conversations.map((c: { id: string }) => [c.id, c])), threads }
}

/** What the log says happened after `state`, carried out by the reducer browsers use. A conversation that is new has its thread open from the start. */
export async function replay(w: World, state: InboxState): Promise<InboxState> {
  const rows = await w.owner
    .selectFrom('event')
    .select(['seq', 'body'])
    .where('workspace_id', '=', w.home.workspaceId)
    .where('seq', '>', state.seq)
    .orderBy('seq')
    .execute()
  let now = state
  for (const row of rows) {
    const event = JSON.parse(row.body) as Event
    if (event.type === 'message.created' && !now.threads[event.conversation.id])
      now = { ...now, threads: { ...now.threads, [event.conversation.id]: [] } }
    now = applyEvent(now, row.seq, event)
  }
  return now
}
