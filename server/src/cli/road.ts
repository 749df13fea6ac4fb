/** `road check`: the road to Tech Provider, checked from the command line. */
import { type Finding, type Ground, ground, missingForReview } from '@recado/contract/road'
import { ITEMS } from '@recado/contract/road-items'
import { runChecks } from '../road/run-checks.ts'
import { readItems } from '../road/view.ts'
import { runningSandbox } from '../sandbox/control.ts'
import { playedApp } from '../sandbox/played-app.ts'
import { type Context, command, Misuse, type Parts } from './command.ts'
import { withMeta } from './number-parts.ts'

const MARK = { passed: 'passed ', failed: 'FAILED ', unknown: 'unknown', done: 'by hand', open: 'open   ' } as const

export const roadCheck = command({
  name: 'road check',
  usage: '[--ground meta|sandbox] [--json]',
  summary: 'Run the checks of the road to Tech Provider and say what is missing before App Review',
  help: `  --ground  meta (default): your app at Meta; sandbox: the rehearsal
  --json    one JSON object: {items: [{id, state, code, facts}], missing: [id]}

The server must be running: its public address is one of the things looked at.
Ends with exit code 1 while something needed is missing.`,
  options: { ground: { type: 'string' }, json: { type: 'boolean' } },
  run: async ({ values }, context) => {
    const where = ground.safeParse(values.ground ?? 'meta')
    if (!where.success) throw new Misuse('--ground is meta or sandbox')
    const items = await context.withParts((parts) => checkRoad(parts, context, where.data))
    const missing = missingForReview(items)
    if (values.json === true) {
      const told = items.map(({ id, state, finding }) => ({ id, state, code: finding?.code ?? null, facts: finding?.facts ?? {} }))
      context.print(JSON.stringify({ items: told, missing }))
    } else {
      for (const { id, state, finding } of items) context.print(`${MARK[state]}  ${id}${finding ? `: ${worded(finding)}` : ''}`)
      context.print(missing.length === 0 ? 'Ready to submit.' : `${missing.length} of ${ITEMS.length} items are missing before App Review.`)
    }
    if (missing.length > 0) process.exitCode = 1
  },
})

const worded = ({ code, facts }: Finding): string => {
  const told = Object.entries(facts).map(([name, value]) => `${name}=${value}`)
  return told.length === 0 ? code : `${code} (${told.join(', ')})`
}

async function checkRoad(parts: Parts, context: Context, where: Ground) {
  const { config } = context
  const door = config.SANDBOX === 'on' ? await runningSandbox(parts.ground.dataDir) : null
  // Looked at now, everything would be found broken, and what the server found would be forgotten.
  if (where === 'sandbox' && door === null) throw new Misuse('The sandbox of this installation is not running: start the server first')
  const sandbox = door && { ...playedApp(config, parts.ground.secrets), ...door, stop: async () => undefined }
  await parts.db
    .insertInto('road')
    .values({ ground: where })
    .onConflict((oc) => oc.doNothing())
    .execute()
  // What a text may claim is known to the server alone: the findings about texts stay the server's.
  const items = ITEMS.flatMap((item) => (item.by === 'check' && !item.id.startsWith('review.text') ? [item.id] : []))
  await withMeta(context, parts, door, (deps) => runChecks({ ...deps, sandbox, routesOnAir: new Set() }, where, items))
  return readItems(parts.db, where, new Date())
}
