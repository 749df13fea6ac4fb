/**
 * The rows of the first sheet of an XLSX file, as they stream out of the archive: nothing but the table of shared texts is held in memory.
 * An archive may claim to be small and unpack to terabytes, so what it says of its parts is checked before, and held to while, they are
 * unpacked.
 */
import { promisify } from 'node:util'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import yauzl from 'yauzl'
import { UnreadableFile } from './unreadable-file.ts'

const MOST_PARTS = 2_000
const LARGEST_SHEET = 512 * 2 ** 20
const LARGEST_TEXTS = 96 * 2 ** 20
const MOST_COLUMNS = 500

const openArchive = promisify<Buffer, yauzl.Options, yauzl.ZipFile>(yauzl.fromBuffer)

export async function* readXlsx(file: Buffer): AsyncGenerator<string[]> {
  const { zip, parts } = await listParts(file)
  const sheet = [...parts.keys()].filter((name) => /^xl\/worksheets\/[^/]+\.xml$/.test(name)).sort(byNumber)[0]
  const entry = sheet === undefined ? undefined : parts.get(sheet)
  if (entry === undefined) throw new UnreadableFile('no sheet in it')
  const texts = parts.get('xl/sharedStrings.xml')
  const shared = texts === undefined ? [] : await readTexts(zip, texts)
  yield* readSheet(zip, entry, shared)
}

const byNumber = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true })

async function listParts(file: Buffer) {
  const zip = await openArchive(file, { lazyEntries: true, autoClose: false }).catch((error: unknown) => {
    throw new UnreadableFile(String(error))
  })
  const parts = new Map<string, yauzl.Entry>()
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: yauzl.Entry) => {
      parts.set(entry.fileName, entry)
      if (parts.size > MOST_PARTS) reject(new UnreadableFile('too many parts'))
      else zip.readEntry()
    })
    zip.on('end', resolve)
    zip.on('error', (error: Error) => reject(new UnreadableFile(error.message)))
    zip.readEntry()
  })
  return { zip, parts }
}

/** The XML of a part, in pieces. The archive library fails when a part grows beyond what the archive says of it. */
async function* xmlOf(zip: yauzl.ZipFile, entry: yauzl.Entry, largest: number): AsyncGenerator<string> {
  if (entry.uncompressedSize > largest) throw new UnreadableFile(`${entry.fileName} is too large`)
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => (error ? reject(new UnreadableFile(error.message)) : resolve(opened)))
  })
  const decoder = new TextDecoder()
  try {
    for await (const chunk of stream) yield decoder.decode(chunk as Buffer, { stream: true })
  } catch (error) {
    throw new UnreadableFile(error instanceof Error ? error.message : 'cannot be unpacked')
  }
}

function parserOf(on: { open: (tag: SaxesTagPlain) => void; text: (text: string) => void; close: (name: string) => void }): SaxesParser {
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw new UnreadableFile(error.message)
  })
  parser.on('opentag', (tag) => on.open({ ...tag, name: bare(tag.name) } as SaxesTagPlain)) // only name and attributes are looked at
  parser.on('text', on.text)
  parser.on('closetag', (tag) => on.close(bare(tag.name)))
  return parser
}

const bare = (name: string) => name.replace(/^.*:/, '')

/** Texts of cells are kept once, in a table; phonetic hints beside them are not part of them. */
async function readTexts(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<string[]> {
  const texts: string[] = []
  let text = ''
  let inText = false
  let inHint = false
  const parser = parserOf({
    open({ name }) {
      if (name === 'si') text = ''
      if (name === 'rPh') inHint = true
      if (name === 't') inText = !inHint
    },
    text(piece) {
      if (inText) text += piece
    },
    close(name) {
      if (name === 't') inText = false
      if (name === 'rPh') inHint = false
      if (name === 'si') texts.push(text)
    },
  })
  for await (const xml of xmlOf(zip, entry, LARGEST_TEXTS)) parser.write(xml)
  return texts
}

async function* readSheet(zip: yauzl.ZipFile, entry: yauzl.Entry, shared: readonly string[]): AsyncGenerator<string[]> {
  const ready: string[][] = []
  let row: string[] = []
  let column = 0
  let type = ''
  let value = ''
  let inValue = false
  const parser = parserOf({
    open({ name, attributes }) {
      if (name === 'row') row = []
      if (name === 'c') {
        column = columnOf(attributes['r']) ?? row.length
        type = attributes['t'] ?? 'n'
        value = ''
      }
      inValue = name === 'v' || (name === 't' && type === 'inlineStr')
    },
    text(piece) {
      if (inValue) value += piece
    },
    close(name) {
      inValue = false
      if (name === 'c' && column < MOST_COLUMNS) {
        while (row.length < column) row.push('')
        row[column] = cellText(type, value, shared)
      }
      if (name === 'row' && row.some((cell) => cell.trim() !== '')) ready.push(row)
    },
  })
  for await (const xml of xmlOf(zip, entry, LARGEST_SHEET)) {
    parser.write(xml)
    yield* ready.splice(0)
  }
}

/** B7 → 1 */
function columnOf(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0]
  return letters === undefined ? null : [...letters].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function cellText(type: string, value: string, shared: readonly string[]): string {
  if (type === 's') return shared[Number(value)] ?? ''
  if (type === 'b') return value === '1' ? 'true' : 'false'
  if (type === 'e') return ''
  // A telephone number typed as a number may be stored as 5.511999990001E12.
  return type === 'n' && /^\d(\.\d+)?E\+?\d+$/i.test(value) ? BigInt(Math.round(Number(value))).toString() : value
}
