/** `backup FILE`: database, media, the sandbox's state and the keys that open what is sealed, in one file. */
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { copyOut } from '../platform/copy.ts'
import type { Secrets } from '../platform/secrets.ts'
import { type ArchiveWriter, writeArchive } from './archive.ts'
import { command, Misuse } from './command.ts'
import { columnList, readManifest, refuseBlindOwner } from './dump.ts'

/** Folders of DATA_DIR that belong to the data. */
export const FOLDERS = ['media', 'sandbox'] as const

export const backup = command({
  name: 'backup',
  usage: 'FILE [--without-secrets]',
  summary: 'Write database and media into one file',
  help: `  FILE                where to write; must not exist. A gzipped tar, mode 0600
  --without-secrets   leave out the keys of DATA_DIR/secrets.json

The database is taken at one moment, whether the server runs or not; what is written meanwhile is not in it. Who is signed in is left
out: people sign in again after a restore.

Access tokens and app secrets in the database are sealed with the keys of DATA_DIR/secrets.json. The file holds these keys, so whoever
has the file can read everything in it: keep it as you keep a password, encrypted where others could reach it. With --without-secrets
the file is not enough: keep secrets.json yourself and put it into the new DATA_DIR before the restore, or connect every number again.

Media in S3 (S3_BUCKET) stay there.`,
  options: { 'without-secrets': { type: 'boolean' } },
  words: 1,
  run: async ({ values, words }, { withParts, print, note }) => {
    const file = resolve(words[0] ?? '')
    if (existsSync(file)) throw new Misuse(`${file} exists already`)
    const draft = `${file}.part`
    await withParts(async ({ ground }) => {
      rmSync(draft, { force: true })
      const archive = writeArchive(draft, 0o600)
      const rows = await dump(ground.ownerUrl, archive, note)
      if (values['without-secrets'] !== true) await archive.add('secrets.json', travelling(ground.secrets))
      const files = await addFolders(archive, ground.dataDir)
      await archive.add('counts.json', Buffer.from(JSON.stringify(rows)))
      await archive.close()
      renameSync(draft, file)
      const total = Object.values(rows).reduce((sum, count) => sum + count, 0)
      print(`${file}: ${total} rows, ${files} files, ${(statSync(file).size / 2 ** 20).toFixed(1)} MiB`)
    })
  },
})

/** What the new place needs to open the old place's values. Its database has its own passwords. */
function travelling({ keys, session, sandboxApp }: Secrets): Buffer {
  return Buffer.from(JSON.stringify({ keys, session, sandboxApp }))
}

async function dump(ownerUrl: string, archive: ArchiveWriter, note: (line: string) => void): Promise<Record<string, number>> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'recado backup' })
  await client.connect()
  try {
    await refuseBlindOwner(client)
    await client.query('begin isolation level repeatable read read only')
    const manifest = await readManifest(client)
    await archive.add('manifest.json', Buffer.from(JSON.stringify(manifest, null, 2)))
    const rows: Record<string, number> = {}
    for (const table of manifest.tables) {
      rows[table.name] = 0
      let place = 0
      for await (const piece of copyOut(client, `copy public.${pg.escapeIdentifier(table.name)} (${columnList(table)}) to stdout`)) {
        await archive.add(`tables/${table.name}/${String(++place).padStart(6, '0')}`, piece)
        rows[table.name] = (rows[table.name] ?? 0) + linesIn(piece)
      }
      if (place > 1) note(`${table.name}: ${rows[table.name]} rows`)
    }
    await client.query('commit')
    return rows
  } finally {
    await client.end()
  }
}

/** One row, one line: COPY writes a line break within a value as backslash and n. */
function linesIn(piece: Buffer): number {
  let lines = 0
  for (let at = piece.indexOf(10); at !== -1; at = piece.indexOf(10, at + 1)) lines++
  return lines
}

async function addFolders(archive: ArchiveWriter, dataDir: string): Promise<number> {
  let files = 0
  for (const folder of FOLDERS) {
    if (!existsSync(join(dataDir, folder))) continue
    for (const entry of readdirSync(join(dataDir, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const path = join(entry.parentPath, entry.name)
      const size = statSync(path, { throwIfNoEntry: false })?.size
      if (size === undefined) continue // gone since it was listed
      await archive.addFile(`files/${path.slice(dataDir.length + 1)}`, path, size)
      files++
    }
  }
  return files
}
