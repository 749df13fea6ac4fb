/** Records of one kind, in memory, every change of which goes to the journal. */
import type { Journal, JournalLine } from './journal.ts'

export class Table<T extends { readonly id: string }> {
  readonly kind: string
  readonly #rows = new Map<string, T>()
  #journal: Journal | null = null

  constructor(kind: string) {
    this.kind = kind
  }

  /** From here on changes are written down. */
  attach(journal: Journal): void {
    this.#journal = journal
  }

  get size(): number {
    return this.#rows.size
  }

  get(id: string): T | undefined {
    return this.#rows.get(id)
  }

  values(): IterableIterator<T> {
    return this.#rows.values()
  }

  save(row: T): T {
    this.#rows.set(row.id, row)
    this.#journal?.append(putLine(this.kind, row))
    return row
  }

  /** Changes some fields; the line is as long as the change. */
  patch(row: T, changes: Partial<T>): T {
    Object.assign(row, changes)
    this.#journal?.append(`{"k":"${this.kind}","i":${JSON.stringify(row.id)},"p":${JSON.stringify(changes)}}`)
    return row
  }

  remove(id: string): void {
    if (this.#rows.delete(id)) this.#journal?.append(`{"k":"${this.kind}","i":${JSON.stringify(id)}}`)
  }

  /** One line of the journal, read back at start. */
  replay(line: JournalLine): void {
    // The journal holds what save() wrote: records of this very kind.
    if (line.v !== undefined) this.#rows.set(line.i, line.v as T)
    else if (line.p !== undefined) Object.assign(this.#rows.get(line.i) ?? {}, line.p)
    else this.#rows.delete(line.i)
  }

  *lines(): Generator<string> {
    for (const row of this.#rows.values()) yield putLine(this.kind, row)
  }
}

function putLine(kind: string, row: { readonly id: string }): string {
  return `{"k":"${kind}","i":${JSON.stringify(row.id)},"v":${JSON.stringify(row)}}`
}
