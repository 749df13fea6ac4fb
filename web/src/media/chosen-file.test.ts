import { describe, expect, test } from 'vitest'
import { fateOf } from './chosen-file.ts'

const MB = 1024 * 1024
const file = (name: string, type: string, size = 1000) => ({ name, type, size })

describe('a chosen file', () => {
  test.each([
    ['foto.jpg', 'image/jpeg', 'image'],
    ['print.png', 'image/png', 'image'],
    ['festa.mp4', 'video/mp4', 'video'],
    ['recado.m4a', 'audio/x-m4a', 'audio'],
    ['nota.ogg', 'audio/ogg', 'audio'],
    ['contrato.pdf', 'application/pdf', 'document'],
    ['lista.csv', 'text/csv', 'document'],
    ['planilha.xlsx', '', 'document'],
    ['oi.webp', 'image/webp', 'sticker'],
  ])('%s (%s) is sent as %s', (name, type, kind) => {
    expect(fateOf(file(name, type))).toEqual({ kind, problem: null })
  })

  test.each([
    ['a photo above 5 MB can be made smaller', file('f.jpg', 'image/jpeg', 6 * MB), { kind: 'image', problem: 'size', remedy: 'shrink' }],
    ['a photo in another format can be converted', file('f.heic', 'image/heic'), { kind: 'image', problem: 'type', remedy: 'convert' }],
    ['a film above 16 MB cannot go', file('f.mp4', 'video/mp4', 17 * MB), { kind: 'video', problem: 'size', remedy: null }],
    ['a drawing with script in it is no picture', file('f.svg', 'image/svg+xml'), { kind: null, problem: 'type', remedy: null }],
    ['a program is nothing WhatsApp carries', file('f.exe', 'application/x-msdownload'), { kind: null, problem: 'type', remedy: null }],
    ['nothing is too little', file('f.jpg', 'image/jpeg', 0), { kind: 'image', problem: 'empty', remedy: null }],
    [
      'a sticker that is too large is a photo to convert',
      file('f.webp', 'image/webp', MB),
      { kind: 'image', problem: 'type', remedy: 'convert' },
    ],
  ])('%s', (_title, chosen, fate) => {
    expect(fateOf(chosen)).toEqual(fate)
  })

  test('a large WebP is a photo in a format that WhatsApp does not take', () => {
    expect(fateOf(file('f.webp', 'image/webp'), { width: 1600, height: 900 })).toMatchObject({
      kind: 'image',
      problem: 'type',
      remedy: 'convert',
    })
    expect(fateOf(file('f.webp', 'image/webp'), { width: 512, height: 512 })).toEqual({ kind: 'sticker', problem: null })
  })
})
