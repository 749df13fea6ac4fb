/**
 * T-17: the disk under DATA_DIR fills up while customers write. What cannot be stored is answered 503 and comes again, nothing
 * acknowledged is lost or given up, and once there is room the product goes on by itself. Needs the right to mount.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { attackDisk } from './disk-run.ts'
import { isClean } from './harness/check-ingress.ts'
import { mountSmallDisk } from './harness/small-disk.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    items: { type: 'string', default: '10000' },
    times: { type: 'string', default: '5' },
    'full-ms': { type: 'string', default: '5000' },
    rate: { type: 'string', default: '60' },
    megabytes: { type: 'string', default: '400' },
  },
})
const seed = Number(values.seed ?? Math.floor(Date.now() / 1000) % 1_000_000)
console.log(`seed ${seed}`)
const disk = mountSmallDisk(Number(values.megabytes))
if ('why' in disk) {
  console.log(`SKIPPED no disk of its own can be mounted: ${disk.why}`)
} else {
  try {
    const report = await attackDisk({
      seed,
      disk,
      items: Number(values.items),
      times: Number(values.times),
      fullMs: Number(values['full-ms']),
      callsPerSecond: Number(values.rate),
      entry: join(process.cwd(), 'dist/chaos-disk/main.mjs'),
    })
    console.log(JSON.stringify({ name: 'disk', ...report }))
    const clean = isClean(report) && report.wrong + report.restarts === 0
    console.log(clean ? 'clean' : 'not clean')
    process.exitCode = clean ? 0 : 1
  } finally {
    disk.remove()
  }
}
