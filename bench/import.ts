/**
 * A file of contacts over HTTP, from its upload to the last contact written, while the product runs. Floor: reading the rows of the file
 * alone, without checking or storing them.
 *
 * npm run bench -- import [rows]
 */
import type { ImportView } from '@recado/contract/contacts'
import { readRows } from '../server/src/contacts/import/read-file.ts'
import { monotonicMs } from './harness/clock.ts'
import { startCluster } from './harness/cluster.ts'
import { OWNER_SETTINGS, signInOwner } from './harness/people.ts'
import { startProduct } from './harness/programs.ts'
import { report } from './harness/report.ts'

const ROWS = Number(process.argv[2] ?? 100_000)

const line = (n: number) =>
  `Cliente Número ${n};+55 11 9${6000 + (n % 4000)}-${String(n % 10_000).padStart(4, '0')};c${n}@example.com;VIP, Loja ${n % 9};sim`
const phones = (n: number) => `+55 ${11 + (n % 80)} 9${String(60_000_000 + n)}`
const file = Buffer.from(
  `Nome;Telefone;E-mail;Etiquetas;Consentimento\n${Array.from({ length: ROWS }, (_, n) => line(n).replace(/\+55[^;]*/, phones(n))).join('\n')}\n`,
)
const readMs = await timed(async () => {
  for await (const _row of readRows('csv', file));
})

const cluster = await startCluster()
try {
  const program = await startProduct({ ...OWNER_SETTINGS, DATABASE_URL: await cluster.database('recado') })
  try {
    const cookie = await signInOwner(program.url)
    const ask = async (method: string, path: string, body?: Buffer | object): Promise<ImportView> => {
      const isFile = Buffer.isBuffer(body)
      const headers = { cookie, ...(body && { 'content-type': isFile ? 'application/octet-stream' : 'application/json' }) }
      const answer = await fetch(`${program.url}/api/v1/contact-imports${path}`, {
        method,
        headers,
        ...(body && { body: isFile ? new Uint8Array(body) : JSON.stringify(body) }),
      })
      if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status} ${await answer.text()}`)
      return (await answer.json()) as ImportView // the contract's
    }
    const until = async (id: string, state: ImportView['state']): Promise<ImportView> => {
      for (;;) {
        const now = await ask('GET', `/${id}`)
        if (now.state === state) return now
        if (now.state === 'failed') throw new Error(`the import failed: ${now.problem}`)
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    }
    const started = monotonicMs()
    const { id, suggested } = await ask('POST', '?fileName=bench.csv', file)
    const uploaded = monotonicMs()
    await ask('POST', `/${id}/check`, { columns: suggested })
    await until(id, 'checked')
    const checked = monotonicMs()
    await ask('POST', `/${id}/confirm`)
    const done = await until(id, 'done')
    const end = monotonicMs()
    report({
      name: 'import',
      metrics: {
        rows: ROWS,
        added: done.added,
        faulty: done.faulty,
        upload_s: seconds(uploaded - started),
        check_s: seconds(checked - uploaded),
        write_s: seconds(end - checked),
        total_s: seconds(end - started),
      },
      floor: { read_s: seconds(readMs) },
      ratio: { total: Number(((end - started) / readMs).toFixed(1)) },
    })
  } finally {
    await program.stop()
  }
} finally {
  await cluster.stop()
}

function seconds(ms: number): number {
  return Number((ms / 1000).toFixed(2))
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = monotonicMs()
  await work()
  return monotonicMs() - started
}
