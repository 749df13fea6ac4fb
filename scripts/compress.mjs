// Packs what browsers will ask for, once, at build time: the server then sends the packed file as it lies there.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** Fonts and pictures are packed already, and below this size a packet is a packet. */
const WORTH_IT = /\.(js|css|svg|json)$/
const LEAST_BYTES = 1400
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }

/** @param {string} folder whose files get a .br and a .gz beside them */
export async function compressFiles(folder) {
  const names = readdirSync(folder).filter((name) => WORTH_IT.test(name))
  await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name)
      const bytes = readFileSync(path)
      if (bytes.length < LEAST_BYTES) return
      const [br, gz] = await Promise.all([promisify(brotliCompress)(bytes, BROTLI), promisify(gzip)(bytes, { level: 9 })])
      writeFileSync(`${path}.br`, br)
      writeFileSync(`${path}.gz`, gz)
    }),
  )
}
