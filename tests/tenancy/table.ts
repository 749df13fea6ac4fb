/**
 * Every route of the installation, and how somebody else's id is tried on it. A route that is not here fails routes.test.ts: whoever
 * adds one says where an id can stand in it, or why none can.
 */

/** What the foreign workspace has. Ids are ours unless they say otherwise. */
export interface Foreign {
  readonly workspace: string
  readonly member: string
  readonly invitation: string
  readonly apiKey: string
  readonly number: string
  readonly team: string
  readonly phoneNumberId: string
  readonly waba: string
  readonly contact: string
  readonly conversation: string
  readonly message: string
  readonly media: string
  readonly tag: string
  readonly attribute: string
  readonly merge: string
  readonly contactImport: string
  readonly template: string
  readonly alert: string
  readonly onboarding: string
  readonly signupLink: string
}

/** One place where an id can stand. The request is made with a foreign id and with one that exists nowhere; the answers must be equal. */
export interface Trial {
  readonly of: keyof Foreign
  readonly request: (id: string) => { readonly url: string; readonly body?: unknown }
  /** What both answers are; 404 unless said. A filter by something unknown is an empty 200. */
  readonly status?: number
}

/** Why no id can stand anywhere in a route. `reads`: it answers with data, which is searched for anything foreign. */
export interface NoPlace {
  readonly because: string
  readonly reads?: boolean
}

const path = (of: keyof Foreign, before: string, after = '', body?: unknown): Trial => ({
  of,
  request: (id) => ({ url: `${before}/${id}${after}`, body }),
})
const ofCaller: NoPlace = { because: 'it concerns the caller alone', reads: true }
const ofWorkspace: NoPlace = { because: 'it concerns the workspace of the credential', reads: true }
const byToken: NoPlace = { because: 'the token decides; altered tokens are tried in team/*.test.ts' }
const outside: NoPlace = { because: 'it belongs to no workspace' }
const makesNew: NoPlace = { because: 'it makes something new in the workspace of the credential' }

const NOBODY = '00000000-0000-4000-8000-000000000000'
let phones = 0
const newPhone = () => `55119${String(60_000_000 + ++phones)}`

const text = { type: 'text', text: { body: 'Oi' } }

export const TABLE: Readonly<Record<string, readonly Trial[] | NoPlace>> = {
  'GET /healthz': outside,
  'GET /readyz': outside,
  'GET /metrics': outside,
  'GET /docs': outside,
  'GET /docs/page.js': outside,
  'GET /docs/page.css': outside,
  'GET /api/v1/openapi.json': outside,

  'GET /api/v1/setup': outside,
  'POST /api/v1/setup': byToken,
  'GET /api/v1/session': ofCaller,
  'POST /api/v1/session': { because: 'it signs in' },
  'DELETE /api/v1/session': { because: 'it signs the caller out' },
  'PUT /api/v1/session/workspace': [
    { of: 'workspace', request: (workspaceId) => ({ url: '/api/v1/session/workspace', body: { workspaceId } }) },
  ],
  'PATCH /api/v1/session/profile': { because: 'it changes the caller alone' },
  'PUT /api/v1/session/password': { because: 'it changes the caller alone' },
  'GET /api/v1/push': ofCaller,
  'PUT /api/v1/push/subscription': { because: 'it concerns the browser of the caller alone' },
  'DELETE /api/v1/push/subscription': { because: 'it concerns the browser of the caller alone' },
  'GET /api/v1/workspaces': ofCaller,
  'POST /api/v1/workspaces': { because: 'it opens a new workspace' },
  'GET /api/v1/workspace': ofWorkspace,
  'PATCH /api/v1/workspace': { because: 'it concerns the workspace of the credential' },
  'GET /api/v1/members': ofWorkspace,
  'PATCH /api/v1/members/:userId': [path('member', '/api/v1/members', '', { role: 'agent' })],
  'DELETE /api/v1/members/:userId': [path('member', '/api/v1/members')],
  'GET /api/v1/teams': ofWorkspace,
  'POST /api/v1/teams': [{ of: 'member', request: (id) => ({ url: '/api/v1/teams', body: { name: 'Theirs', memberIds: [id] } }) }],
  'PATCH /api/v1/teams/:id': [path('team', '/api/v1/teams', '', { name: 'Theirs' })],
  'DELETE /api/v1/teams/:id': [path('team', '/api/v1/teams')],
  'GET /api/v1/invitations': ofWorkspace,
  'POST /api/v1/invitations': makesNew,
  'DELETE /api/v1/invitations/:id': [path('invitation', '/api/v1/invitations')],
  'GET /api/v1/invitations/accept': byToken,
  'POST /api/v1/invitations/accept': byToken,
  'GET /api/v1/signup': ofWorkspace,
  'GET /api/v1/onboardings': ofWorkspace,
  'POST /api/v1/onboardings': makesNew,
  'POST /api/v1/onboardings/trouble': makesNew,
  'GET /api/v1/onboardings/:id': [path('onboarding', '/api/v1/onboardings')],
  'POST /api/v1/onboardings/:id/retry': [path('onboarding', '/api/v1/onboardings', '/retry', {})],
  'GET /api/v1/signup-settings/:ground': outside,
  'PATCH /api/v1/signup-settings/:ground': outside,
  'GET /api/v1/signup-links': ofWorkspace,
  'POST /api/v1/signup-links': makesNew,
  'DELETE /api/v1/signup-links/:id': [path('signupLink', '/api/v1/signup-links')],
  'GET /api/v1/signup-links/open': byToken,
  'POST /api/v1/signup-links/open/result': byToken,
  'POST /api/v1/signup-links/open/trouble': byToken,
  'POST /api/v1/signup-links/open/retry': byToken,
  'GET /api/v1/api-keys': ofWorkspace,
  'POST /api/v1/api-keys': makesNew,
  'DELETE /api/v1/api-keys/:id': [path('apiKey', '/api/v1/api-keys')],

  'GET /api/v1/inbox': ofWorkspace,
  'GET /api/v1/conversations': [
    { of: 'member', request: (id) => ({ url: `/api/v1/conversations?assignee=${id}` }), status: 200 },
    { of: 'number', request: (id) => ({ url: `/api/v1/conversations?number=${id}` }), status: 200 },
    { of: 'team', request: (id) => ({ url: `/api/v1/conversations?team=${id}` }), status: 200 },
  ],
  'GET /api/v1/conversations/counts': ofWorkspace,
  'GET /api/v1/conversations/:id': [path('conversation', '/api/v1/conversations')],
  'GET /api/v1/conversations/:id/messages': [path('conversation', '/api/v1/conversations', '/messages')],
  'GET /api/v1/conversations/:id/messages/:messageId': [path('conversation', '/api/v1/conversations', '/messages/wamid.1')],
  'GET /api/v1/conversations/:id/messages/:messageId/raw': [path('conversation', '/api/v1/conversations', '/messages/wamid.1/raw')],
  'POST /api/v1/conversations/:id/messages': [path('conversation', '/api/v1/conversations', '/messages', text)],
  'POST /api/v1/conversations/:id/accept': [path('conversation', '/api/v1/conversations', '/accept')],
  'POST /api/v1/conversations/:id/close': [path('conversation', '/api/v1/conversations', '/close')],
  'POST /api/v1/conversations/:id/team': [path('conversation', '/api/v1/conversations', '/team', { teamId: null })],
  'POST /api/v1/conversations/:id/reopen': [path('conversation', '/api/v1/conversations', '/reopen')],
  'POST /api/v1/conversations/:id/read': [path('conversation', '/api/v1/conversations', '/read')],
  'POST /api/v1/conversations/:id/presence': [path('conversation', '/api/v1/conversations', '/presence', { doing: 'looking' })],
  'POST /api/v1/messages': [
    { of: 'number', request: (numberId) => ({ url: '/api/v1/messages', body: { to: '5511988887777', numberId, ...text } }) },
    { of: 'phoneNumberId', request: (numberId) => ({ url: '/api/v1/messages', body: { to: '5511988887777', numberId, ...text } }) },
  ],
  'POST /api/v1/messages/:id/retry': [path('message', '/api/v1/messages', '/retry')],
  'GET /api/v1/contacts': [
    { of: 'tag', request: (id) => ({ url: `/api/v1/contacts?tag=${id}` }), status: 200 },
    { of: 'member', request: (id) => ({ url: `/api/v1/contacts?owner=${id}` }), status: 200 },
    { of: 'attribute', request: (id) => ({ url: `/api/v1/contacts?attribute=${id}` }), status: 200 },
  ],
  'POST /api/v1/contacts': [
    { of: 'tag', request: (id) => ({ url: '/api/v1/contacts', body: { phone: newPhone(), tagIds: [id] } }) },
    { of: 'member', request: (ownerId) => ({ url: '/api/v1/contacts', body: { phone: newPhone(), ownerId } }) },
    { of: 'attribute', request: (id) => ({ url: '/api/v1/contacts', body: { phone: newPhone(), attributes: { [id]: 'x' } } }) },
  ],
  'GET /api/v1/contacts/export': ofWorkspace,
  'POST /api/v1/contacts/bulk': [
    { of: 'contact', request: (id) => ({ url: '/api/v1/contacts/bulk', body: { contactIds: [id], ownerId: null } }), status: 200 },
    { of: 'tag', request: (id) => ({ url: '/api/v1/contacts/bulk', body: { filter: {}, addTags: [id] } }) },
    { of: 'member', request: (ownerId) => ({ url: '/api/v1/contacts/bulk', body: { filter: {}, ownerId } }) },
  ],
  'GET /api/v1/contacts/:id': [path('contact', '/api/v1/contacts')],
  'PATCH /api/v1/contacts/:id': [path('contact', '/api/v1/contacts', '', { name: 'Ours now' })],
  'GET /api/v1/contacts/:id/shared': [path('contact', '/api/v1/contacts', '/shared?what=media')],
  'GET /api/v1/media': [{ of: 'media', request: (id) => ({ url: `/api/v1/media?ids=${id}` }), status: 200 }],
  'GET /api/v1/media/:id': [path('media', '/api/v1/media')],
  'POST /api/v1/media/:id/copy': [path('media', '/api/v1/media', '/copy')],
  'POST /api/v1/media/:id/fetch': [path('media', '/api/v1/media', '/fetch')],
  'POST /api/v1/media': [{ of: 'conversation', request: (id) => ({ url: `/api/v1/media?kind=image&conversationId=${id}` }) }],
  'GET /media/:workspaceId/:mediaId/:part/:expires/:signature': {
    because: 'the signature decides; altered ones are tried in media.test.ts',
  },
  'POST /api/v1/contacts/:id/consent': [path('contact', '/api/v1/contacts', '/consent', { word: 'opted_in' })],
  'POST /api/v1/contacts/:id/merge': [path('contact', '/api/v1/contacts', '/merge', { contactId: NOBODY })],
  'POST /api/v1/contacts/:id/merges/:mergeId/undo': [
    { of: 'contact', request: (id) => ({ url: `/api/v1/contacts/${id}/merges/${NOBODY}/undo` }) },
    { of: 'merge', request: (id) => ({ url: `/api/v1/contacts/${NOBODY}/merges/${id}/undo` }) },
  ],
  'GET /api/v1/tags': ofWorkspace,
  'POST /api/v1/tags': makesNew,
  'PATCH /api/v1/tags/:id': [path('tag', '/api/v1/tags', '', { name: 'Ours now' })],
  'DELETE /api/v1/tags/:id': [path('tag', '/api/v1/tags')],
  'GET /api/v1/contact-attributes': ofWorkspace,
  'POST /api/v1/contact-attributes': makesNew,
  'PATCH /api/v1/contact-attributes/:id': [path('attribute', '/api/v1/contact-attributes', '', { name: 'Ours now' })],
  'DELETE /api/v1/contact-attributes/:id': [path('attribute', '/api/v1/contact-attributes')],
  'GET /api/v1/contact-imports': ofWorkspace,
  'POST /api/v1/contact-imports': makesNew,
  'GET /api/v1/contact-imports/:id': [path('contactImport', '/api/v1/contact-imports')],
  'POST /api/v1/contact-imports/:id/check': [path('contactImport', '/api/v1/contact-imports', '/check', { columns: ['phone'] })],
  'POST /api/v1/contact-imports/:id/confirm': [path('contactImport', '/api/v1/contact-imports', '/confirm')],
  'GET /api/v1/contact-imports/:id/faults': [path('contactImport', '/api/v1/contact-imports', '/faults')],
  'DELETE /api/v1/contact-imports/:id': [path('contactImport', '/api/v1/contact-imports')],
  'GET /api/v1/search': { because: 'words, not ids; foreign words are tried in search/*.test.ts' },
  'GET /api/v1/numbers/:id/blocked': [path('number', '/api/v1/numbers', '/blocked')],
  'POST /api/v1/numbers/:id/blocked': [path('number', '/api/v1/numbers', '/blocked', { contactIds: [NOBODY] })],
  'DELETE /api/v1/numbers/:id/blocked/strangers': [path('number', '/api/v1/numbers', '/blocked/strangers?user=5511999990001')],
  'DELETE /api/v1/numbers/:id/blocked': [path('number', '/api/v1/numbers', '/blocked', { contactIds: [NOBODY] })],
  'GET /api/v1/events': { because: 'a stream of the workspace of the credential; tried in realtime/*.test.ts' },

  'GET /api/v1/numbers': ofWorkspace,
  'GET /api/v1/numbers/webhook': ofWorkspace,
  'POST /api/v1/numbers/check': { because: "it asks Meta with the caller's own token" },
  'POST /api/v1/numbers/connect': { because: "it asks Meta with the caller's own token" },
  'DELETE /api/v1/numbers/accounts/:wabaId': [path('waba', '/api/v1/numbers/accounts')],
  'GET /api/v1/numbers/accounts': ofWorkspace,
  'GET /api/v1/numbers/:id/doctor': [path('number', '/api/v1/numbers', '/doctor')],
  'POST /api/v1/numbers/:id/doctor/mends': [path('number', '/api/v1/numbers', '/doctor/mends', { mend: 'read' })],
  'GET /api/v1/assets': ofWorkspace,
  'GET /api/v1/assets/summary': { because: 'it counts the workspaces that the caller belongs to, each inside its own', reads: true },
  'GET /api/v1/assets/:wabaId': [path('waba', '/api/v1/assets')],
  'GET /api/v1/assets/:wabaId/doctor': [path('waba', '/api/v1/assets', '/doctor')],
  'POST /api/v1/assets/:wabaId/refresh': [path('waba', '/api/v1/assets', '/refresh')],
  'GET /api/v1/assets/:wabaId/flows': [path('waba', '/api/v1/assets', '/flows')],
  'GET /api/v1/assets/:wabaId/history': [path('waba', '/api/v1/assets', '/history')],
  'POST /api/v1/numbers': [
    {
      of: 'waba',
      request: (wabaId) => ({
        url: '/api/v1/numbers',
        body: { wabaId, countryCode: '55', phoneNumber: '11 4000-0009', verifiedName: 'Loja' },
      }),
    },
  ],
  'GET /api/v1/numbers/:id/registration': [path('number', '/api/v1/numbers', '/registration')],
  'POST /api/v1/numbers/:id/registration': [path('number', '/api/v1/numbers', '/registration', { pin: '123456' })],
  'DELETE /api/v1/numbers/:id/registration': [path('number', '/api/v1/numbers', '/registration')],
  'PUT /api/v1/numbers/:id/registration/pin': [path('number', '/api/v1/numbers', '/registration/pin', { pin: '123456' })],
  'POST /api/v1/numbers/:id/registration/code-request': [
    path('number', '/api/v1/numbers', '/registration/code-request', { method: 'SMS', language: 'pt_BR' }),
  ],
  'POST /api/v1/numbers/:id/registration/code': [path('number', '/api/v1/numbers', '/registration/code', { code: '123456' })],
  'GET /api/v1/numbers/:id/coexistence': [path('number', '/api/v1/numbers', '/coexistence')],
  'POST /api/v1/numbers/:id/coexistence/requests': [path('number', '/api/v1/numbers', '/coexistence/requests')],
  'POST /api/v1/numbers/sandbox': makesNew,
  'GET /api/v1/numbers/:id': [path('number', '/api/v1/numbers')],
  'PATCH /api/v1/numbers/:id': [path('number', '/api/v1/numbers', '', { defaultTeamId: null })],
  'DELETE /api/v1/numbers/:id': [path('number', '/api/v1/numbers')],
  'POST /api/v1/numbers/:id/refresh': [path('number', '/api/v1/numbers', '/refresh')],
  'GET /api/v1/numbers/:id/profile': [path('number', '/api/v1/numbers', '/profile')],
  'PATCH /api/v1/numbers/:id/profile': [path('number', '/api/v1/numbers', '/profile', { about: 'Ours now' })],
  'GET /api/v1/numbers/:id/profile/picture': [path('number', '/api/v1/numbers', '/profile/picture')],
  'POST /api/v1/numbers/:id/profile/picture': [path('number', '/api/v1/numbers', '/profile/picture')],
  'GET /api/v1/numbers/:id/webhooks': [path('number', '/api/v1/numbers', '/webhooks')],
  'POST /api/v1/numbers/:id/webhooks/mend': [path('number', '/api/v1/numbers', '/webhooks/mend')],
  'GET /api/v1/numbers/:id/qr-codes': [path('number', '/api/v1/numbers', '/qr-codes')],
  'POST /api/v1/numbers/:id/qr-codes': [path('number', '/api/v1/numbers', '/qr-codes', { prefilledMessage: 'Oi' })],
  'DELETE /api/v1/numbers/:id/qr-codes': [path('number', '/api/v1/numbers', '/qr-codes?code=ANED2T5QRU7HG1')],
  'GET /api/v1/alerts': ofWorkspace,
  'POST /api/v1/alerts/:id/resolve': [path('alert', '/api/v1/alerts', '/resolve')],
  'GET /api/v1/numbers/:id/identity': [path('number', '/api/v1/numbers', '/identity')],
  'PUT /api/v1/numbers/:id/identity/name': [path('number', '/api/v1/numbers', '/identity/name', { name: 'Ours now' })],
  'POST /api/v1/numbers/:id/identity/name/registration': [path('number', '/api/v1/numbers', '/identity/name/registration', {})],
  'GET /api/v1/numbers/:id/identity/username-suggestions': [path('number', '/api/v1/numbers', '/identity/username-suggestions')],
  'PUT /api/v1/numbers/:id/identity/username': [path('number', '/api/v1/numbers', '/identity/username', { username: 'ours_now' })],
  'DELETE /api/v1/numbers/:id/identity/username': [path('number', '/api/v1/numbers', '/identity/username')],
  'POST /api/v1/numbers/:id/identity/official': [
    path('number', '/api/v1/numbers', '/identity/official', { website: 'https://example.com', country: 'BR', language: 'pt_BR' }),
  ],
  'GET /api/v1/numbers/:id/meta-settings': [path('number', '/api/v1/numbers', '/meta-settings')],
  'PUT /api/v1/numbers/:id/meta-settings/calling': [
    path('number', '/api/v1/numbers', '/meta-settings/calling', { isOn: true, showsIcon: true, asksCallback: false, hours: null }),
  ],
  'PUT /api/v1/numbers/:id/meta-settings/identity-check': [
    path('number', '/api/v1/numbers', '/meta-settings/identity-check', { isOn: true }),
  ],
  'PUT /api/v1/numbers/:id/meta-settings/storage': [path('number', '/api/v1/numbers', '/meta-settings/storage', { kind: 'DEFAULT' })],
  'PUT /api/v1/numbers/:id/meta-settings/commerce': [
    path('number', '/api/v1/numbers', '/meta-settings/commerce', { hasCart: true, showsCatalog: true }),
  ],
  'GET /api/v1/numbers/:id/starters': [path('number', '/api/v1/numbers', '/starters')],
  'PUT /api/v1/numbers/:id/starters': [path('number', '/api/v1/numbers', '/starters', { prompts: ['Oi'], commands: [] })],
  'GET /api/v1/numbers/:id/webhooks/seen': [path('number', '/api/v1/numbers', '/webhooks/seen')],
  'POST /api/v1/numbers/:id/webhooks/test': [path('number', '/api/v1/numbers', '/webhooks/test')],
  'GET /api/v1/numbers/:id/deliveries': [path('number', '/api/v1/numbers', '/deliveries')],
  'GET /api/v1/numbers/:id/deliveries/:delivery': [path('number', '/api/v1/numbers', '/deliveries/1.0')],
  'POST /api/v1/numbers/:id/deliveries/replay': [path('number', '/api/v1/numbers', '/deliveries/replay', { ids: ['1.0'] })],
  'GET /api/v1/numbers/:id/history': [path('number', '/api/v1/numbers', '/history')],
  'GET /api/v1/numbers/:id/token': [path('number', '/api/v1/numbers', '/token')],
  'PUT /api/v1/numbers/:id/token': [path('number', '/api/v1/numbers', '/token', { accessToken: 'EAAsome' })],
  'GET /api/v1/numbers/:id/health': [path('number', '/api/v1/numbers', '/health')],
  'GET /api/v1/templates': [
    { of: 'waba', request: (id) => ({ url: `/api/v1/templates?wabaId=${id}` }), status: 200 },
    { of: 'number', request: (id) => ({ url: `/api/v1/templates?number=${id}` }), status: 200 },
  ],
  'POST /api/v1/templates': [
    { of: 'waba', request: (wabaId) => ({ url: '/api/v1/templates', body: { wabaId, ...newTemplate() } }) },
    { of: 'number', request: (numberId) => ({ url: '/api/v1/templates', body: { numberId, ...newTemplate() } }) },
  ],
  'GET /api/v1/templates/library': [{ of: 'waba', request: (wabaId) => ({ url: `/api/v1/templates/library?wabaId=${wabaId}` }) }],
  'GET /api/v1/templates/names': [{ of: 'waba', request: (wabaId) => ({ url: `/api/v1/templates/names?name=aviso&wabaId=${wabaId}` }) }],
  'GET /api/v1/templates/:id': [path('template', '/api/v1/templates')],
  'GET /api/v1/templates/:id/history': [path('template', '/api/v1/templates', '/history')],
  'PUT /api/v1/templates/:id': [path('template', '/api/v1/templates', '', { components: [{ type: 'BODY', text: 'Oi' }] })],
  'DELETE /api/v1/templates/:id': [path('template', '/api/v1/templates')],
  'GET /api/v1/templates/:id/analytics': [path('template', '/api/v1/templates', '/analytics')],
  'POST /api/v1/templates/:id/insights': [path('template', '/api/v1/templates', '/insights', { forGood: true })],
  'PATCH /api/v1/templates/:id': [path('template', '/api/v1/templates', '', { sendableFrom: 'admin' })],
  'PUT /api/v1/templates/:id/favourite': [path('template', '/api/v1/templates', '/favourite')],
  'DELETE /api/v1/templates/:id/favourite': [path('template', '/api/v1/templates', '/favourite')],
  'POST /api/v1/templates/:id/unpause': [path('template', '/api/v1/templates', '/unpause')],
  'POST /api/v1/templates/:id/archive': [path('template', '/api/v1/templates', '/archive')],
  'POST /api/v1/templates/:id/unarchive': [path('template', '/api/v1/templates', '/unarchive')],
  'POST /api/v1/templates/samples': [
    { of: 'waba', request: (wabaId) => ({ url: `/api/v1/templates/samples?format=IMAGE&wabaId=${wabaId}` }) },
  ],
  'POST /api/v1/templates/migrate': [
    {
      of: 'template',
      request: (id) => ({ url: '/api/v1/templates/migrate', body: { fromWabaId: '1', toWabaId: '2', templateIds: [id] } }),
    },
    {
      of: 'waba',
      request: (id) => ({ url: '/api/v1/templates/migrate', body: { fromWabaId: id, toWabaId: id, templateIds: [NOBODY] } }),
    },
  ],
  'POST /api/v1/templates/sync': [{ of: 'waba', request: (wabaId) => ({ url: '/api/v1/templates/sync', body: { wabaId } }) }],

  'GET /api/v1/legal': outside,
  'PUT /api/v1/legal/facts': outside,
  'PUT /api/v1/legal/texts/:page/:locale': outside,
  'GET /legal/privacy': outside,
  'GET /legal/terms': outside,
  'GET /legal/data-deletion': outside,
  'GET /legal/data-deletion/:code': { because: 'an unguessable code decides, and the page has numbers only' },
  'POST /meta/data-deletion': { because: 'the signature decides' },
  'POST /meta/deauthorize': { because: 'the signature decides' },

  'GET /api/v1/road/:ground': outside,
  'PATCH /api/v1/road/:ground': outside,
  'POST /api/v1/road/:ground/checks': outside,
  'GET /api/v1/road/:ground/items/:item/history': outside,
  'PUT /api/v1/road/:ground/items/:item/mark': outside,
  'POST /api/v1/road/:ground/calls': outside,
  'POST /api/v1/road/:ground/webhook': outside,
  'POST /api/v1/road/:ground/reviewer': outside,
  'GET /api/v1/road/:ground/texts': outside,
  'PUT /api/v1/road/:ground/texts/:permission/:locale': outside,
  'GET /api/v1/road/:ground/rehearsals/:permission': outside,
  'POST /api/v1/road/:ground/rehearsals/:permission/start': outside,
  'POST /api/v1/road/:ground/rehearsals/:permission/end': outside,
  'PUT /api/v1/road/:ground/rehearsals/:permission/scenes': outside,
  'GET /api/v1/road/:ground/submissions': outside,
  'POST /api/v1/road/:ground/submissions': outside,
  'PATCH /api/v1/road/submissions/:id': outside,
  'POST /api/v1/road/:ground/files': outside,
  'PUT /api/v1/road/files/:id/pieces/:place': outside,
  'POST /api/v1/road/files/:id/finish': outside,
  'GET /api/v1/road/files/:id': outside,
  'DELETE /api/v1/road/files/:id': outside,
  'GET /api/v1/road/:ground/pack.zip': outside,
  'GET /api/v1/road/:ground/pack/:permission': outside,

  'GET /webhooks/whatsapp': { because: "Meta's handshake; the verify token decides" },
  'POST /webhooks/whatsapp': { because: 'the signature decides; foreign numbers are tried in inbound/*.test.ts' },
  'ALL /sandbox/graph/*': { because: "the simulator's own tokens decide" },
  'ALL /sandbox/dialog/*': { because: 'a signed ticket decides; it belongs to no workspace' },
  'ALL /sandbox/api/app': outside,
  'ALL /sandbox/api/*': [path('waba', '/sandbox/api/wabas', '/phones')],
}

function newTemplate() {
  return { name: 'aviso', language: 'pt_BR', category: 'UTILITY', components: [{ type: 'BODY', text: 'Oi' }] }
}
