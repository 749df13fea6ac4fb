/** The map, enforced: who may import whom, and what may happen only where. Read it beside ARCHITECTURE.md. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'
import { SEALED_COLUMNS } from './server/src/numbers/sealed-columns.ts'

const ROOTS = ['packages/cloud-api/src', 'packages/contract/src', 'server/src', 'simulator/src', 'web/src']

/** Workspaces, and the packages of ours that each may use. No other arrows. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  'packages/cloud-api': [],
  'packages/contract': [],
  server: ['contract', 'cloud-api'],
  simulator: ['cloud-api'],
  web: ['contract'],
}

/** The server's layers, lowest first; a file belongs to the first whose pattern it fits, and imports only from its own layer and below. */
const LAYERS: readonly (readonly [string, RegExp])[] = [
  ['platform', /^(platform\/|config\.ts|paths\.ts|env-file\.ts|held-port\.ts)/],
  ['PostgreSQL and secrets', /^(embedded\/|ground\.ts)/],
  ['mouths, and the way to Meta', /^(outbound\/(outbox|courtesy|graph-|reference)|realtime\/(event-log|presence))/],
  [
    'capabilities',
    /^(alerts|coexistence|contacts|media|messages|conversations|numbers|reconcile|doctor|assets|onboarding|search|templates|team|teams|push|sandbox|legal|road)\/(?!.*routes\.ts)/,
  ],
  ['edges', /^(inbound|outbound|realtime|jobs|seed)\/|routes\.ts$/],
  ['composition', /^(app|installation|server|main)\.ts|^cli\//],
]

/** Rows that exist for as long as PostgreSQL counts them. */
const FOR_THE_PLANNER = 'server/src/platform/first-statistics.ts'

/** What may happen only where: the pattern, and the files that may hold it. */
const ONLY_IN: readonly { readonly what: string; readonly pattern: RegExp; readonly where: readonly (string | RegExp)[] }[] = [
  { what: 'process.env', pattern: /\bprocess\.env\b/, where: ['server/src/config.ts', 'simulator/src/config.ts'] },
  { what: 'fetch', pattern: /(?<![.\w])fetch\(|\b(?:globalThis|window)\.fetch\b/, where: ['web/src/api.ts'] },
  {
    what: 'undici, which opens connections',
    pattern: /'undici'/,
    where: [
      'server/src/outbound/graph-transport.ts',
      'server/src/outbound/graph-files.ts',
      'server/src/push/push-transport.ts',
      'server/src/road/probe.ts',
      'server/src/sandbox/forward.ts',
      'server/src/sandbox/control.ts',
    ],
  },
  {
    what: "Node's own ways to open a connection",
    pattern:
      /^(?!import type)(?:import|export)\b[^']*'(?:node:)?(?:https?|http2|net|tls|dgram)'|import\('(?:node:)?(?:https?|http2|net|tls|dgram)/m,
    where: [
      'server/src/platform/public-address.ts', // judges addresses
      'server/src/platform/pulse.ts', // the database's own line
      'server/src/held-port.ts', // listens
      'server/src/platform/http-server.ts', // listens
      'server/src/road/probe.ts', // looks at a certificate
      'server/src/sandbox/control.ts', // our own child
      /^simulator\//,
    ],
  },
  {
    what: 'a row of the event log',
    pattern: /insertInto\('event'\)|insert into event\b/,
    where: ['server/src/realtime/event-log.ts', FOR_THE_PLANNER, /^server\/src\/seed\//],
  },
  {
    what: 'a row of the outbox',
    pattern: /insertInto\('outbox'\)|insert into outbox\b/,
    where: ['server/src/outbound/outbox.ts', FOR_THE_PLANNER],
  },
  {
    what: 'a stored delivery',
    pattern: /insertInto\('delivery_batch'\)|insert into delivery_batch\b/,
    where: ['server/src/inbound/deliveries.ts'],
  },
  {
    what: 'any',
    pattern: /\bas any\b|[:<(,|] *any\b(?! (of|type|time|other|more|way|order|file|number|size|one)\b)(?=\s*[>),;=|[\]{]|$)/m,
    where: [],
  },
  { what: 'a barrel', pattern: /^export \* from/m, where: [] },
  { what: 'console', pattern: /\bconsole\.\w+\(/, where: [] },
  { what: 'a TODO', pattern: /\b(TODO|FIXME|XXX)\b/, where: [] },
]

interface Source {
  readonly path: string
  readonly text: string
  /** The text without its comments. */
  readonly code: string
  /** Specifiers of what it imports at run time; imports of types alone vanish. */
  readonly imports: readonly string[]
}

const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`\\])\/\/.*$/gm, '$1')

function importsOf(code: string): string[] {
  const found = code.matchAll(/^(?:import|export)\s+(type\s+)?([^'"]*?\bfrom\s+)?'([^']+)'/gm)
  return [...found].flatMap(([, isType, names = '', specifier = '']) => {
    const listed = /\{([^}]*)\}/.exec(names)?.[1]
    const isTypesOnly =
      listed !== undefined && !/[\w$]+\s*,\s*\{/.test(names) && listed.split(',').every((name) => /^\s*(type\s|$)/.test(name))
    return isType !== undefined || isTypesOnly ? [] : [specifier]
  })
}

const sources: readonly Source[] = ROOTS.flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => `${root}/${name}`)
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|\/test\//.test(path))
    .map((path) => {
      const text = readFileSync(path, 'utf8')
      const code = withoutComments(text)
      return { path, text, code, imports: importsOf(code) }
    }),
)

/** Relative imports, as paths of the repository. */
const targets = ({ path, imports }: Source) =>
  imports.filter((name) => name.startsWith('.')).map((name) => normalize(join(dirname(path), name)))

const workspaceOf = (path: string) => path.split('/src/')[0] ?? ''

describe('the map', () => {
  test('workspaces use each other only along the arrows', () => {
    const complaints = sources.flatMap((source) => {
      const own = workspaceOf(source.path)
      const outside = targets(source).filter((target) => workspaceOf(target) !== own)
      const packages = [...source.code.matchAll(/from '@recado\/([^/']+)/g)].flatMap(([, name = '']) => name)
      const wrong = packages.filter((name) => !ARROWS[own]?.includes(name) && !own.endsWith(name))
      return [...outside, ...wrong].map((target) => `${source.path} → ${target}`)
    })
    expect(complaints).toEqual([])
  })

  test('inside the server, imports go down', () => {
    const layerOf = (path: string) => LAYERS.findIndex(([, pattern]) => pattern.test(path.replace('server/src/', '')))
    const server = sources.filter(({ path }) => path.startsWith('server/src/'))
    expect(server.filter(({ path }) => layerOf(path) === -1).map(({ path }) => path)).toEqual([])
    const complaints = server.flatMap((source) =>
      targets(source)
        .filter((target) => layerOf(target) > layerOf(source.path))
        .map((target) => `${source.path} → ${target}`),
    )
    expect(complaints).toEqual([])
  })

  test('no module imports itself in a circle', () => {
    const edges = new Map(sources.map((source) => [source.path, targets(source)]))
    const done = new Set<string>()
    const circles: string[] = []
    const walk = (path: string, trail: readonly string[]) => {
      if (trail.includes(path)) return void circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
      if (done.has(path)) return
      for (const target of edges.get(path) ?? []) walk(target, [...trail, path])
      done.add(path)
    }
    for (const path of edges.keys()) walk(path, [])
    expect(circles).toEqual([])
  })

  test('routes are known to app.ts alone, and nobody imports the program', () => {
    const complaints = sources.flatMap((source) =>
      targets(source)
        .filter(
          (target) =>
            /\/(main|server)\.tsx?$/.test(target) ||
            (/routes\.ts$/.test(target) && !/\/(app|[\w-]*routes)\.ts$/.test(source.path) && source.path.startsWith('server/')),
        )
        .filter(() => source.path !== 'server/src/main.ts' && source.path !== 'simulator/src/main.ts')
        .map((target) => `${source.path} → ${target}`),
    )
    expect(complaints).toEqual([])
  })
})

describe('only in its place', () => {
  test.each(ONLY_IN)('$what', ({ pattern, where }) => {
    const mayHold = (path: string) => where.some((place) => (typeof place === 'string' ? place === path : place.test(path)))
    const found = sources.filter(({ code, text, path }) => !mayHold(path) && pattern.test(pattern.source.includes('TODO') ? text : code))
    expect(found.map(({ path }) => path)).toEqual([])
  })

  test('no file is named after having no subject', () => {
    const names = sources.filter(
      ({ path }) => /(^|[/-])(utils?|helpers?|common|manager|misc|base)\.tsx?$/.test(path) && !path.includes('/i18n/'),
    )
    expect(names.map(({ path }) => path)).toEqual([])
  })

  test('no file is longer than can be read at once', () => {
    const long = sources.filter(({ path, text }) => text.split('\n').length > 400 && !/\/(i18n|schema\.ts|emoji-data\.ts)/.test(path))
    expect(long.map(({ path, text }) => `${path}: ${text.split('\n').length} lines`)).toEqual([])
  })
})

test('whatever is sealed is sealed anew when keys are rotated', () => {
  const known = new Set(SEALED_COLUMNS.map(({ table }) => table))
  const places = sources
    .filter(({ path }) => path.startsWith('server/src/') && !path.startsWith('server/src/platform/'))
    .flatMap(({ code }) => [...code.matchAll(/\btable: '(\w+)',\s*column\b/g)].map(([, table = '']) => table))
  expect(new Set(places)).toEqual(known)
})

describe('the lock file', () => {
  test('names the packages of every platform, so that npm ci works on each', () => {
    interface Entry {
      readonly optionalDependencies?: Readonly<Record<string, string>>
    }
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Entry> }
    const isNamed = (from: string, name: string): boolean =>
      `${from === '' ? '' : `${from}/`}node_modules/${name}` in packages ||
      (from !== '' && isNamed(from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name))
    const missing = Object.entries(packages).flatMap(([from, entry]) =>
      Object.keys(entry.optionalDependencies ?? {})
        .filter((name) => !isNamed(from, name))
        .map((name) => `${from || 'package.json'} → ${name}`),
    )
    expect(missing).toEqual([])
  })
})
