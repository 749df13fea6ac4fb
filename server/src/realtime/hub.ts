import type { Presence } from '@recado/contract/events'
import type { Listener } from '../platform/listener.ts'
import type { Logger } from '../platform/log.ts'
import type { Db } from '../platform/scope.ts'
import type { Sight } from '../team/sight.ts'
import { type Feed, openFeed } from './feed.ts'
import { type Frame, textFor } from './frames.ts'

/** One browser (or API client) on the line. */
export interface Subscriber {
  readonly workspaceId: string
  sight: Sight
  /** the last event it was sent or that was kept from it; FROM_NOW before it joins without a cursor */
  seq: number
  write(text: string): void
  /** It has not read what it was sent: more would only pile up here. */
  isFull(): boolean
  /** Resolves when it has read, or hung up, or was let go because it does not read at all. */
  drained(): Promise<void>
  isOpen(): boolean
  hangUp(): void
  /** asks again who this is and what they may see; ends the line when they may not any more */
  recheck(): Promise<void>
  /** told of presence by everyone else */
  readonly userId: string | null
}

export interface Hub {
  join(subscriber: Subscriber): Promise<() => void>
  close(): void
}

export const FROM_NOW = -1

interface Room {
  readonly members: Set<Subscriber>
  /** those among them who are being filled in from the log and get nothing else meanwhile */
  readonly behind: Set<Subscriber>
  readonly feed: Promise<Feed>
  /** the read under way, and whether another must follow it */
  reading: Promise<void> | null
  again: boolean
}

/** More at once is not pushed to everybody but fetched by each as fast as they read. */
const MOST_AT_ONCE = 256 * 1024
/** Notifications only wake; this is how late a lost one is at most. */
const LOOK_EVERY_MS = 2_000
/** Rights are asked again at once when word of a change comes; should that word be lost, within this many looks. */
const LOOKS_PER_RECHECK = 8

/**
 * Hands the event log to everyone who listens in this process. Each workspace is read once, however many listen, and each frame is
 * written once as text; a subscriber that was away is filled in from the log, so no event is missed and none is sent twice.
 */
export async function openHub(db: Db, listener: Listener, log: Logger): Promise<Hub> {
  const rooms = new Map<string, Room>()

  function roomOf(workspaceId: string): Room {
    const known = rooms.get(workspaceId)
    if (known !== undefined) return known
    const room: Room = { members: new Set(), behind: new Set(), feed: openFeed(db, workspaceId), reading: null, again: false }
    room.feed.catch(() => rooms.get(workspaceId) === room && rooms.delete(workspaceId))
    rooms.set(workspaceId, room)
    return room
  }

  function wake(workspaceId: string): void {
    const room = rooms.get(workspaceId)
    if (room !== undefined)
      void refresh(room).catch((error: unknown) =>
        log.warn({ workspace: workspaceId, outcome: 'feed_failed', err: error }, 'events not read'),
      )
  }

  async function join(subscriber: Subscriber): Promise<() => void> {
    const room = roomOf(subscriber.workspaceId)
    const leave = () => {
      room.members.delete(subscriber)
      room.behind.delete(subscriber)
      if (room.members.size === 0 && rooms.get(subscriber.workspaceId) === room) rooms.delete(subscriber.workspaceId)
    }
    // From the first moment: the last one who leaves meanwhile would take the room away, and nobody would ever wake this one.
    room.members.add(subscriber)
    room.behind.add(subscriber)
    try {
      const feed = await room.feed
      if (subscriber.seq === FROM_NOW) subscriber.seq = feed.seq
      if (subscriber.seq > feed.seq) await refresh(room) // a snapshot newer than what this process has read so far
      if (subscriber.seq > feed.seq) startOver(subscriber, feed, 'from_the_future')
      await fillIn(subscriber, feed, () => room.behind.delete(subscriber))
    } catch (error) {
      leave()
      throw error
    }
    return leave
  }

  await listener.on('event', wake, () => [...rooms.keys()].forEach(wake))
  await listener.on(
    'presence',
    (payload) => whisper(rooms, payload),
    () => undefined,
  )
  await listener.on(
    'access',
    (userId) => void recheck(rooms, (member) => member.userId === userId),
    () => void recheck(rooms, () => true),
  )
  let looks = 0
  const look = setInterval(() => {
    looks++
    for (const workspaceId of rooms.keys()) wake(workspaceId)
    void recheck(rooms, (_member, nth) => nth % LOOKS_PER_RECHECK === looks % LOOKS_PER_RECHECK)
  }, LOOK_EVERY_MS)
  return { join, close: () => clearInterval(look) }
}

/** Reads what is new and hands it out. Calls made while one reads share the next, so frames are handed out once and in order. */
function refresh(room: Room): Promise<void> {
  if (room.reading !== null) {
    room.again = true
    return room.reading
  }
  room.reading = readAll(room).finally(() => {
    room.reading = null
  })
  return room.reading
}

async function readAll(room: Room): Promise<void> {
  const feed = await room.feed
  do {
    room.again = false
    deliver(room, feed, await feed.advance())
  } while (room.again)
}

function startOver(subscriber: Subscriber, feed: Feed, reason: 'too_old' | 'from_the_future'): void {
  subscriber.write(`event: reset\ndata: ${JSON.stringify({ reason })}\n\n`)
  subscriber.seq = feed.seq
}

/** Sends what is missing, no faster than it is read. @param level called in the turn in which nothing is missing any more */
async function fillIn(subscriber: Subscriber, feed: Feed, level: () => void): Promise<void> {
  while (subscriber.isOpen() && subscriber.seq < feed.seq) {
    if (subscriber.isFull()) {
      await subscriber.drained()
      continue
    }
    const tail = await feed.since(subscriber.seq)
    if (tail.kind === 'too_old') startOver(subscriber, feed, 'too_old')
    else for (const frame of tail.frames) if (!subscriber.isFull()) deliverTo(subscriber, [frame])
  }
  level()
}

function deliver(room: Room, feed: Feed, frames: readonly Frame[]): void {
  if (frames.length === 0) return
  const whole = frames.map((frame) => frame.text).join('')
  const first = frames[0]?.seq ?? 0
  for (const member of room.members) {
    if (room.behind.has(member)) continue
    if (whole.length > MOST_AT_ONCE || member.isFull()) {
      room.behind.add(member)
      // Without the log it cannot go on; it comes back with its cursor.
      fillIn(member, feed, () => room.behind.delete(member)).catch(() => member.hangUp())
    } else if (member.sight.kind === 'all' && !member.sight.veiled && member.seq === first - 1) {
      member.write(whole)
      member.seq = frames.at(-1)?.seq ?? member.seq
    } else deliverTo(member, frames)
  }
  if (frames.some((frame) => frame.event.body.startsWith('{"type":"workspace.updated"')))
    for (const member of room.members) void member.recheck()
}

function deliverTo(member: Subscriber, frames: readonly Frame[]): void {
  const due = frames.filter((frame) => frame.seq > member.seq)
  const text = due.map((frame) => textFor(member.sight, frame)).join('')
  if (text !== '') member.write(text)
  member.seq = due.at(-1)?.seq ?? member.seq
}

async function recheck(rooms: ReadonlyMap<string, Room>, whom: (member: Subscriber, nth: number) => boolean): Promise<void> {
  const members = [...rooms.values()].flatMap((room) => [...room.members])
  for (const [nth, member] of members.entries()) if (whom(member, nth)) await member.recheck()
}

/** Presence is not kept: whoever is not listening now does not need it. */
function whisper(rooms: ReadonlyMap<string, Room>, payload: string): void {
  const { workspaceId, presence } = JSON.parse(payload) as { workspaceId: string; presence: Presence } // written by presence.ts
  const text = `event: presence\ndata: ${JSON.stringify(presence)}\n\n`
  for (const member of rooms.get(workspaceId)?.members ?? []) if (member.userId !== presence.userId && !member.isFull()) member.write(text)
}
