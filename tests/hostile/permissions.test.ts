/** Who gets in: every operation without a credential or with a false one, and the list of what has gone wrong elsewhere in this field. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../server/src/platform/ids.ts'
import { type World, world } from '../../server/src/test/world.ts'

/** What somebody must reach before they are somebody. A new line here is a decision. */
const OPEN = new Set([
  'get /api/v1/openapi.json',
  'get /api/v1/setup',
  'post /api/v1/setup',
  'post /api/v1/session',
  'delete /api/v1/session',
  'get /api/v1/invitations/accept',
  'post /api/v1/invitations/accept',
  'get /api/v1/signup-links/open',
  'post /api/v1/signup-links/open/result',
  'post /api/v1/signup-links/open/trouble',
  'post /api/v1/signup-links/open/retry',
])

let w: World
let operations: [method: string, path: string][]
beforeAll(async () => {
  w = await world()
  const { paths } = (await w.app.inject('/api/v1/openapi.json')).json() as { paths: Record<string, object> }
  operations = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method): [string, string] => [method, path]))
})
afterAll(() => w.close())

async function answersTo(headers: Record<string, string>): Promise<string[]> {
  const letIn: string[] = []
  for (const [method, path] of operations) {
    if (OPEN.has(`${method} ${path}`)) continue
    const url = path.replaceAll(/\{\w+\}/g, newId())
    const { statusCode } = await w.app.inject({
      method: method.toUpperCase() as 'GET',
      url,
      headers: { origin: 'http://localhost:3000', ...headers },
    })
    if (statusCode !== 401) letIn.push(`${method} ${path}: ${statusCode}`)
  }
  return letIn
}

describe('every operation that is not open to anyone answers 401', () => {
  test('to nobody', async () => {
    expect(operations.length).toBeGreaterThan(40)
    expect(await answersTo({})).toEqual([])
  })

  test('to a made-up session, an altered one and one that was ended', async () => {
    const { cookie, send } = await w.colleague('Gone', 'admin')
    await send('DELETE', '/api/v1/session')
    for (const given of ['recado=made-up', `${w.home.owner.cookie}x`, `${cookie}`, 'recado='])
      expect(await answersTo({ cookie: given })).toEqual([])
  })

  test('to a made-up key, an altered one, a revoked one and one in the wrong place', async () => {
    const made = (await w.home.owner.send('POST', '/api/v1/api-keys', { name: 'to go' })).body
    expect(await answersTo({ 'x-api-key': made.key, apikey: made.key, token: made.key })).toEqual([])
    await w.home.owner.send('DELETE', `/api/v1/api-keys/${made.apiKey.id}`)
    for (const given of [made.key, made.key.toUpperCase(), `${made.key}x`, 'undefined', 'null', ''])
      expect(await answersTo({ authorization: `Bearer ${given}`, cookie: w.home.owner.cookie })).toEqual([])
  })
})

/**
 * What was exploited in products like this one, each with the test that keeps it from happening here. Where the feature does not exist
 * (single sign-on, second factors, passkeys) there is nothing to keep.
 */
const INCIDENTS: readonly (readonly [what: string, file: string, test: string])[] = [
  [
    'the guard reads the path, the work reads the query',
    'tests/hostile/isolation.test.ts',
    'no word in the address, the headers or the body chooses a workspace',
  ],
  ['a list of people for whoever names a company', 'tests/tenancy/routes.test.ts', 'tells nobody whether a foreign %s exists'],
  [
    "another account's conversation by its outside id",
    'tests/tenancy/routes.test.ts',
    'after all of it not one row of the foreign workspace has changed',
  ],
  ['an owner column that a request may write', 'tests/hostile/requests.test.ts', 'nothing of another workspace has changed'],
  [
    'lists are scoped, single rows are not',
    'tests/tenancy/routes.test.ts',
    'every route is in the table, and the table has no route that is gone',
  ],
  ['row-level security off for a superuser', 'server/src/platform/roles.test.ts', 'a superuser is refused'],
  ['row-level security off for its owner', 'server/src/platform/roles.test.ts', 'a role that owns a table is refused'],
  ['row-level security off for BYPASSRLS', 'server/src/platform/roles.test.ts', 'a role that bypasses row-level security is refused'],
  [
    'row-level security off by a role one can become',
    'server/src/platform/roles.test.ts',
    'a role that can become a more powerful one is refused',
  ],
  [
    'a query that forgets its filter',
    'tests/hostile/isolation.test.ts',
    'meets and changes rows of the workspace it has entered, and outside one none',
  ],
  ['an API key made without signing in', 'tests/hostile/permissions.test.ts', 'every operation that is not open to anyone answers 401'],
  ['an API key that makes API keys', 'server/src/team/api-keys.test.ts', 'no key manages people, keys or settings, whatever is asked for'],
  ['a key that outlives its revocation', 'server/src/team/api-keys.test.ts', 'a revoked key is dead with the next request'],
  [
    'sessions that survive a new password',
    'server/src/team/session.test.ts',
    'a new password ends every other session of that person and nobody else',
  ],
  ['sessions that survive a lost role', 'server/src/team/members.test.ts', 'a new role counts with the very next request'],
  [
    'sessions that survive removal',
    'server/src/team/members.test.ts',
    'a removed member is out with the very next request, in the browser they have open',
  ],
  ['a socket that outlives the right to it', 'server/src/realtime/stream.test.ts', 'a removed member is cut off'],
  [
    'any signed-in socket hears any conversation',
    'server/src/realtime/stream.test.ts',
    'an agent who sees only their own is told when a conversation leaves their sight, and hears no more of it',
  ],
  ['a session that was planted before sign-in', 'server/src/team/session.test.ts', 'signing in again replaces the session the browser had'],
  [
    'an account registered before its victim comes',
    'server/src/team/invitations.test.ts',
    'an invitation never takes over an account that exists',
  ],
  ['an invitation used twice', 'server/src/team/invitations.test.ts', 'a link works once, also when two use it at the same moment'],
  ['an invitation for somebody else', 'server/src/team/invitations.test.ts', 'a link bound to an address is for nobody else'],
  ['a setup page that anybody may win', 'server/src/team/setup.test.ts', 'of many who use the link at the same moment, one sets up'],
  ['an admin who makes an owner of themselves', 'server/src/team/members.test.ts', 'an admin does not reach above: owners are left alone'],
  [
    'passwords guessed without end',
    'server/src/team/session.test.ts',
    'after five wrong passwords one waits, longer each time, and a stranger elsewhere locks nobody out',
  ],
  [
    'who has an account is told to strangers',
    'server/src/team/session.test.ts',
    'a wrong password and an unknown address get the same answer',
  ],
  ['a default secret that everybody knows', 'server/src/platform/secrets.test.ts', 'the weak secret %s is refused'],
  ['a password that everybody knows', 'server/src/config.test.ts', 'a password that anybody would try is refused'],
  ['other sites may read the answers', 'server/src/platform/http-edge.test.ts', 'nobody is told by CORS that they may read our answers'],
  ['a webhook without a signature', 'tests/hostile/webhooks.test.ts', '%s is a 401 and leaves nothing'],
  [
    "one client's app speaks for another's number",
    'server/src/inbound/inbound.test.ts',
    'an app is believed only for the numbers connected through it',
  ],
  ['tokens and secrets in answers, logs and columns', 'tests/hostile/secrets.test.ts', 'what was planted is found nowhere'],
  ['a token that leaves for a host somebody chose', 'server/src/outbound/graph-client.test.ts', 'another host is never called'],
  [
    'a redirect that takes the token along',
    'server/src/outbound/graph-client.test.ts',
    'a redirect is not followed and takes no token along',
  ],
  [
    'requests to the machine itself, in some spelling',
    'server/src/platform/public-address.test.ts',
    'that is private is known in every spelling',
  ],
  [
    "somebody else's upload, sent or taken away",
    'tests/media.test.ts',
    'belongs to one message, of whoever uploaded it, in the conversation it was uploaded for',
  ],
  [
    'a file by an address that one can guess or stretch',
    'tests/media.test.ts',
    'is for minutes, for one part of one file, and cannot be altered',
  ],
  [
    'an upload without an account, or without an end',
    'tests/media.test.ts',
    'is refused before it is read where it is too large, of another kind, or for a conversation out of reach',
  ],
  ["scripts in a customer's words", 'tests/browser/scripts-in-text.test.ts', 'programs in every field they control: none runs'],
]

test.each(INCIDENTS)('%s: there is a test against it', (_what, file, title) => {
  expect(readFileSync(file, 'utf8')).toContain(title)
})
