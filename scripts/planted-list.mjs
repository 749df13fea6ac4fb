// The bugs of planted-bugs.mjs: what is changed in which file, and the test that must fail because of it.
const HOSTILE = 'tests/hostile/webhooks.test.ts'
const INBOUND = 'server/src/inbound/inbound.test.ts'
const ISOLATION = 'tests/hostile/isolation.test.ts'
const SECRETS = 'tests/hostile/secrets.test.ts'
const MIGRATION = 'server/migrations/0001_start.sql'

/**
 * `test` is the file that must catch it, `only` the words in the name of the test that must: nothing else is run.
 * @typedef {{ name: string, file: string, from: string, to: string, test: string, only?: string }} Bug
 */

/** @type {readonly Bug[]} */
export const BUGS = [
  {
    name: 'acknowledged before it is committed',
    file: 'server/src/inbound/webhook.ts',
    from: 'await deps.deliveries.store(body, signer).then(() => null, asRefusal)',
    to: '(void deps.deliveries.store(body, signer).catch(() => null), null) as ReturnType<typeof asRefusal> | null',
    test: HOSTILE,
    only: 'committed',
  },
  {
    name: 'repeats are not recognised',
    file: 'server/src/messages/store.ts',
    from: 'row.is_known === isKnown)',
    to: 'row.is_known === isKnown && !row.is_known)',
    test: HOSTILE,
    only: 'a repeat beside',
  },
  {
    name: 'attempts are counted after the work',
    file: 'server/src/inbound/queue.ts',
    from: 'set attempts = b.attempts + 1, lease_until',
    to: 'set lease_until',
    test: INBOUND,
    only: 'five times',
  },
  {
    name: 'the last status wins',
    file: 'server/src/messages/status.ts',
    from: 'return RANK[reported] > RANK[current] ? reported : current',
    to: 'return reported',
    test: 'server/src/messages/merge-report.test.ts',
  },
  {
    name: 'an event is numbered by a head that was read before it was locked',
    file: 'server/src/realtime/event-log.ts',
    from: `with head as (
      insert into event_head (workspace_id, seq, contacts_at)
      values (\${workspaceId}, \${publications.length}, case when \${isNews} then clock_timestamp() end)
      on conflict (workspace_id) do update set seq = event_head.seq + \${publications.length},
        contacts_at = case when \${isNews} then clock_timestamp() else event_head.contacts_at end
      returning seq, \${refresh !== undefined} and coalesce(contacts_at > now() - \${COMMITTED_WITHIN}, false) as is_old
    )`,
    to: `with head as (
      select coalesce((select seq from event_head where workspace_id = \${workspaceId}), 0) + \${publications.length}::int as seq, \${isNews} and \${refresh === undefined} and now() > now() + \${COMMITTED_WITHIN} as is_old
    ), made as (
      insert into event_head (workspace_id, seq) select \${workspaceId}, seq from head on conflict (workspace_id) do update set seq = excluded.seq
    )`,
    test: 'server/src/realtime/event-log.test.ts',
  },
  {
    name: 'a lock instead of a unique key',
    file: MIGRATION,
    from: '  unique (workspace_id, wamid),\n',
    to: '  unique (workspace_id, wamid, id),\n',
    test: HOSTILE,
    only: 'two workers store',
  },
  {
    name: 'a lost answer is sent again',
    file: 'server/src/outbound/verdict.ts',
    from: "return { verdict: { kind: 'unknown', error: doubt(result, now) }, hold: null, health: 'down' }",
    to: "return { verdict: { kind: 'again', afterMs: 0 }, hold: null, health: 'down' }",
    test: 'server/src/outbound/sender.test.ts',
    only: 'a lost answer',
  },
  {
    name: 'row-level security lets everything through',
    file: 'server/migrations/0009_lighter_writes.sql', // which words the policies of every table before it anew
    from: 'using (workspace_id = (select current_workspace())) with check (workspace_id = (select current_workspace()))',
    to: 'using (true) with check (true)',
    test: ISOLATION,
  },
  {
    name: 'the workspace from the query string',
    file: 'server/src/team/authenticate.ts',
    from: "else expose(request, 'scope', scopeOf(request.caller, deps))",
    to: "else expose(request, 'scope', { ...scopeOf(request.caller, deps), ...((request.query as { workspaceId?: string }).workspaceId ? { workspaceId: (request.query as { workspaceId: string }).workspaceId } : {}) })",
    test: ISOLATION,
  },
  {
    name: 'a token in the log',
    file: 'server/src/numbers/routes.ts',
    from: 'const { checks } = await checkCredentials',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source text
    to: 'request.log.debug(`checking ${JSON.stringify(request.body)}`)\n        const { checks } = await checkCredentials',
    test: SECRETS,
    only: 'planted is found nowhere',
  },
  {
    name: 'a token that opens anywhere',
    file: 'server/src/platform/sealed-vault.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source text
    from: "Buffer.from(`${place.table}|${place.column}|${place.workspaceId ?? ''}|${place.row}`)",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source text
    to: 'Buffer.from(`${place.table}`)',
    test: 'server/src/platform/sealed-vault.test.ts',
    only: 'moved to another place',
  },
  {
    name: 'a name that leads to this machine',
    file: 'server/src/outbound/graph-transport.ts',
    from: '{ lookup: publicLookup() }',
    to: '{}',
    test: 'server/src/outbound/graph-client.test.ts',
    only: 'by address or by name',
  },
  {
    name: 'redirects are followed',
    file: 'server/src/outbound/graph-transport.ts',
    from: 'agent.dispatch(outgoing, attempt)',
    to: 'agent.compose(interceptors.redirect({ maxRedirections: 5 })).dispatch(outgoing, attempt)',
    test: 'server/src/outbound/graph-client.test.ts',
    only: 'a redirect is not followed',
  },
  {
    name: 'raw deliveries kept as text',
    file: 'server/src/inbound/deliveries.ts',
    from: '[Buffer.concat(bodies), ',
    to: "[Buffer.from(Buffer.concat(bodies).toString('utf8')), ",
    test: HOSTILE,
    only: 'the exact bytes',
  },
  {
    name: 'an app is believed for any number',
    file: 'server/src/inbound/process.ts',
    from: 'return number.app_id === app ? {',
    to: 'return number ? {',
    test: INBOUND,
    only: 'an app is believed only',
  },
  {
    name: 'writing again does not reopen',
    file: 'server/src/conversations/transitions.ts',
    from: "...(row.status === 'closed'\n",
    to: "...(row.status === 'open' && row.closed_at !== null\n",
    test: 'server/src/conversations/transitions.test.ts',
  },
  {
    name: 'an echo opens the window',
    file: 'server/src/conversations/transitions.ts',
    from: 'return { ...withNewest(row, facts), waiting_since: null }\n',
    to: 'return { ...withNewest(row, facts), waiting_since: null, window_expires_at: windowAfter(row.window_expires_at, facts.sentAt) }\n',
    test: 'server/src/conversations/transitions.test.ts',
  },
  {
    name: 'a change that nobody is told of',
    file: 'server/src/conversations/change.ts',
    from: 'await announce(scope,',
    to: 'if (scope.workspaceId === "") await announce(scope,',
    test: 'server/src/realtime/snapshot.test.ts',
    only: 'a conversation is taken',
  },
  {
    name: "a number's pace is ignored",
    file: 'server/src/outbound/pace.ts',
    from: 'return Math.max(0, Math.min(spread, this.#room(now)))',
    to: 'return Math.max(1_000, Math.min(spread, this.#room(now)))',
    test: 'server/src/outbound/pace.test.ts',
    only: 'any second',
  },
  {
    name: "anybody's reference is taken for ours",
    file: 'server/src/outbound/reference.ts',
    from: "return timingSafeEqual(mac(workspaceId, messageId), Buffer.from(code, 'base64url')) ? messageId : null",
    to: 'return messageId',
    test: 'server/src/outbound/reference.test.ts',
  },
  {
    name: 'an error that cannot be stored holds up its batch',
    file: 'server/src/inbound/queue.ts',
    from: ".replaceAll('\\u0000', '\\ufffd')",
    to: '',
    test: HOSTILE,
    only: 'bytes at random',
  },
  {
    name: 'a cursor goes to the database as it came',
    file: 'server/src/platform/cursor.ts',
    from: 'shape.every((kind, nth) => isPart(parts[nth], kind))',
    to: 'shape.length > 0',
    test: 'server/src/platform/cursor.test.ts',
  },
  {
    name: 'whoever is behind is hung up on',
    file: 'server/src/realtime/stream.ts',
    from: 'write: (text) => void raw.write(text),',
    to: 'write: (text) => void (raw.write(text), raw.writableLength > MAX_UNREAD_BYTES && raw.destroy()),',
    test: 'server/src/realtime/stream.test.ts',
    only: 'away for very much',
  },
]
