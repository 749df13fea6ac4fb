import { describe, expect, test } from 'vitest'
import { blankConversation } from './loaded-conversations.ts'
import { afterEcho, afterInbound, afterReply } from './transitions.ts'

const at = (seconds: number) => new Date(1_763_800_000_000 + seconds * 1_000)
const facts = (seconds: number, arrival = 1) => ({
  sentAt: at(seconds),
  arrival,
  wamid: `wamid.${seconds}.${arrival}`,
  preview: { id: 'm', direction: 'in' as const, type: 'text', text: `at ${seconds}`, at: at(seconds).toISOString(), status: null },
})
const blank = blankConversation('w', 'n', 'c', at(0))
const asked = afterInbound(blank, { ...facts(0), speaks: true, opensWindow: true, defaultTeamId: null })

test('the window is the customer’s: neither the phone app, nor our reply, nor a notice of WhatsApp moves it', () => {
  expect(asked.window_expires_at).toEqual(at(24 * 3600))
  for (const next of [
    afterEcho(asked, facts(60)),
    afterReply(asked, facts(60)),
    afterInbound(asked, { ...facts(60), speaks: false, opensWindow: false, defaultTeamId: null }),
  ]) {
    expect(next.window_expires_at).toEqual(at(24 * 3600))
  }
  expect(afterEcho(blank, facts(60)).window_expires_at).toBeNull()
})

describe('a closed conversation', () => {
  const closed = { ...asked, status: 'closed' as const, assignee_id: 'somebody', closed_at: at(30) }
  test('is opened by the customer’s next word and waits for anybody', () => {
    expect(afterInbound(closed, { ...facts(60), speaks: true, opensWindow: true, defaultTeamId: null })).toMatchObject({
      status: 'pending',
      assignee_id: null,
      closed_at: null,
    })
  })
  test('stays closed for an echo and a notice', () => {
    expect([
      afterEcho(closed, facts(60)).status,
      afterInbound(closed, { ...facts(60), speaks: false, opensWindow: false, defaultTeamId: null }).status,
    ]).toEqual(['closed', 'closed'])
  })
})

test('an earlier message that comes later takes neither the card nor the window back', () => {
  const late = afterInbound(asked, { ...facts(-600), speaks: true, opensWindow: true, defaultTeamId: null })
  expect([(late.last_message as { text: string }).text, late.window_expires_at, late.last_inbound_wamid]).toEqual([
    'at 0',
    at(24 * 3600),
    'wamid.0.1',
  ])
  expect([late.unread_count, late.waiting_since]).toEqual([2, at(-600)])
})
