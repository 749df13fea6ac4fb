/** What is being put together for a list of options: sections, each with its own. Pure. */
import { newUuid } from '../../ids.ts'
import { filled } from './form.ts'

export interface ListRow {
  readonly key: string
  readonly title: string
  readonly description: string
}

export interface ListSection {
  readonly key: string
  readonly title: string
  readonly rows: readonly ListRow[]
}

export const blankRow = (): ListRow => ({ key: newUuid(), title: '', description: '' })
export const blankSection = (rows = 1): ListSection => ({ key: newUuid(), title: '', rows: Array.from({ length: rows }, blankRow) })

export const countRows = (sections: readonly ListSection[]): number => sections.reduce((sum, { rows }) => sum + rows.length, 0)

/** Without its empty options, and without sections that hold none. The first section of several needs a title as much as the others. */
export function givenSections(sections: readonly ListSection[]) {
  let count = 0
  return sections
    .map(({ title, rows }) => ({
      ...filled('title', title),
      rows: rows
        .filter((row) => row.title.trim() !== '')
        .map((row) => ({ id: `row_${++count}`, title: row.title.trim(), ...filled('description', row.description) })),
    }))
    .filter(({ rows }) => rows.length > 0)
}
