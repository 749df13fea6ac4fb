import { listInteractive } from '@recado/contract/send/choices'
import { expect, test } from 'vitest'
import { blankSection, givenSections, type ListSection } from './list-sections.ts'

const section = (title: string, ...titles: readonly string[]): ListSection => ({
  key: title,
  title,
  rows: titles.map((row) => ({ key: row, title: row, description: '' })),
})

test('options are numbered through all sections, and what is empty is left out', () => {
  const sections = givenSections([section('Doces', 'Bolo', ' '), blankSection(), section(' ', 'Coxinha')])
  expect(sections).toEqual([{ title: 'Doces', rows: [{ id: 'row_1', title: 'Bolo' }] }, { rows: [{ id: 'row_2', title: 'Coxinha' }] }])
})

test('several sections with titles, and one without, are what can be sent', () => {
  const sent = (sections: readonly ListSection[]) =>
    listInteractive.safeParse({ type: 'list', body: { text: 'Qual?' }, action: { button: 'Ver', sections: givenSections(sections) } })
      .success
  expect(sent([section('', 'Bolo')])).toBe(true)
  expect(sent([section('Doces', 'Bolo'), section('Salgados', 'Coxinha')])).toBe(true)
  expect(sent([section('Doces', 'Bolo'), section('', 'Coxinha')])).toBe(false)
})
