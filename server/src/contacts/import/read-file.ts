import { CsvError } from 'csv-parse'
import { readCsv } from './read-csv.ts'
import { readXlsx } from './read-xlsx.ts'
import { UnreadableFile } from './unreadable-file.ts'

export type FileKind = 'csv' | 'xlsx'

/** By what it is, not by what it is called: every XLSX file is a zip archive. */
export const kindOf = (file: Buffer): FileKind => (file.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1')) ? 'xlsx' : 'csv')

const LONGEST_CELL = 2_000

/** All rows, the header first, cells trimmed and storable. Throws UnreadableFile. */
export async function* readRows(kind: FileKind, file: Buffer): AsyncGenerator<string[]> {
  try {
    for await (const row of kind === 'xlsx' ? readXlsx(file) : readCsv(file)) yield row.map(clean)
  } catch (error) {
    throw error instanceof CsvError ? new UnreadableFile(error.message) : error
  }
}

const clean = (cell: string | undefined): string =>
  (cell ?? '').replaceAll('\0', '').toWellFormed().trim().slice(0, LONGEST_CELL).toWellFormed()
