import { Readable } from 'node:stream'
import { parse } from 'csv-parse'

const LONGEST_LINE = 256 * 1024

/** The rows of a CSV file: UTF-8 or, as older spreadsheets write, Windows-1252; separated by comma, semicolon or tab. */
export async function* readCsv(file: Buffer): AsyncGenerator<string[]> {
  const text = decode(file)
  const parser = parse({
    bom: true,
    delimiter: separatorOf(text),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_LINE,
  })
  const source = Readable.from(pieces(text))
  source.on('error', (error) => parser.destroy(error))
  for await (const row of source.pipe(parser)) yield row as string[] // without `columns` every record is a list of texts
}

function decode(file: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file)
  } catch {
    return new TextDecoder('windows-1252').decode(file)
  }
}

/** The one that the first line holds most of, outside quotes. */
function separatorOf(text: string): string {
  const header =
    text
      .slice(0, 20_000)
      .split(/\r?\n/, 1)[0]
      ?.replace(/"[^"]*"/g, '') ?? ''
  const counted = [',', ';', '\t'].map((separator) => ({ separator, n: header.split(separator).length }))
  return counted.reduce((best, one) => (one.n > best.n ? one : best)).separator
}

const PIECE = 64 * 1024

function* pieces(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += PIECE) yield text.slice(at, at + PIECE)
}
