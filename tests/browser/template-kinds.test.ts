/**
 * Every kind of template on its whole way: written in the builder, refused by the reviewers, mended, approved, chosen and filled in the inbox,
 * read on a phone. Codes and Meta's library hold Meta's own words, which nobody refuses.
 */
import { CODE_KINDS } from '@recado/contract/template-draft/draft'
import { describe, expect } from 'vitest'
import words from '../../web/src/i18n/pt-BR/builder.ts'
import compose from '../../web/src/i18n/pt-BR/compose.ts'
import library from '../../web/src/i18n/pt-BR/library.ts'
import sending from '../../web/src/i18n/pt-BR/templates.ts'
import { Agent } from './harness/agent.ts'
import { sandboxNumber, signedIn } from './harness/people.ts'
import { Phones } from './harness/phone.ts'
import { PICTURE } from './harness/picture.ts'
import { stage } from './harness/stage.ts'
import { TemplateWriter } from './harness/template-writer.ts'
import { filled } from './harness/words.ts'

const PDF = {
  name: 'lista.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
}
/** As much of one as tells its type. */
const FILM = {
  name: 'filme.mp4',
  mimeType: 'video/mp4',
  buffer: Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isommp42\0\0\0\x08mdat', 'latin1'),
}

interface Kind {
  write(writer: TemplateWriter, name: string): Promise<void>
  /** Its samples, which Meta wants again with every edit. */
  samples?(writer: TemplateWriter): Promise<void>
  /** What the picker asks for, by label. */
  fields?: Readonly<Record<string, string>>
  file?: { label: string; chosen: typeof PICTURE }
  /** What the customer reads. */
  reads: string
}

const { field, card } = words
const upright = (text: string) => `${text} é o que esta mensagem mostra.`

const KINDS: Readonly<Record<string, Kind>> = {
  tipo_texto: {
    async write(writer, name) {
      await writer.begins(name, 'UTILITY')
      await writer.chooses(field.headerKind, 'TEXT')
      await writer.field(field.headerText).fill('Pedido {{numero}}')
      await writer.field(field.headerSample).fill('1204')
      await writer.writes('Olá {{nome}}, seu pedido já saiu para entrega.', { nome: 'Ana' })
      await writer.field(field.footer).fill('Padaria Aurora')
      await writer.adds(
        { kind: 'QUICK_REPLY', text: 'Combinado' },
        { kind: 'URL', text: 'Acompanhar', value: 'https://loja.example/{{1}}', sample: 'A1' },
        { kind: 'PHONE_NUMBER', text: 'Ligar', value: '+551140000000' },
      )
    },
    fields: { Numero: '77', Nome: 'Iara', [filled(sending.field.button, { button: 'Acompanhar' })]: 'p77' },
    reads: 'Olá Iara, seu pedido já saiu',
  },
  tipo_imagem: {
    async write(writer, name) {
      await writer.begins(name, 'MARKETING')
      await writer.putsOnTop('IMAGE', PICTURE)
      await writer.writes(upright('Uma imagem'))
      await writer.adds({ kind: 'COPY_CODE', value: 'DEZ' })
    },
    fields: { [sending.field.coupon]: 'VINTE' },
    samples: (writer) => writer.uploads(field.headerFile, PICTURE),
    file: { label: sending.field.file.IMAGE, chosen: PICTURE },
    reads: upright('Uma imagem'),
  },
  tipo_video: {
    async write(writer, name) {
      await writer.begins(name, 'UTILITY')
      await writer.putsOnTop('VIDEO', FILM)
      await writer.writes(upright('Um vídeo'))
      await writer.adds({ kind: 'FLOW', text: 'Agendar', value: '1234567890', sample: 'TELA' })
    },
    samples: (writer) => writer.uploads(field.headerFile, FILM),
    file: { label: sending.field.file.VIDEO, chosen: FILM },
    reads: upright('Um vídeo'),
  },
  tipo_documento: {
    async write(writer, name) {
      await writer.begins(name, 'UTILITY')
      await writer.putsOnTop('DOCUMENT', PDF)
      await writer.writes(upright('Um documento'))
      await writer.adds({ kind: 'VOICE_CALL', text: 'Ligar agora', value: '60' }, { kind: 'REQUEST_CONTACT_INFO', text: 'Dar o telefone' })
    },
    samples: (writer) => writer.uploads(field.headerFile, PDF),
    file: { label: sending.field.file.DOCUMENT, chosen: PDF },
    reads: upright('Um documento'),
  },
  tipo_lugar: {
    async write(writer, name) {
      await writer.begins(name, 'UTILITY')
      await writer.putsOnTop('LOCATION')
      await writer.writes(upright('Um lugar'))
    },
    fields: { [sending.field.location.latitude]: '-23,5', [sending.field.location.longitude]: '-46,6' },
    reads: upright('Um lugar'),
  },
  tipo_pedido: {
    async write(writer, name) {
      await writer.begins(name, 'UTILITY')
      await writer.writes(upright('Um pedido'))
      await writer.adds({ kind: 'ORDER_DETAILS', text: 'Copiar o Pix' })
    },
    fields: {
      [filled(compose.order.item, { n: '1' })]: 'Bolo de fubá',
      [compose.order.price]: '45,90',
      [compose.wayCode.pix_dynamic_code]: '00020126580014br.gov.bcb.pix',
      [compose.pix.merchant]: 'Padaria Aurora',
      [compose.pix.key]: '00000000000191',
    },
    reads: 'Bolo de fubá',
  },
  tipo_catalogo: {
    async write(writer, name) {
      await writer.begins(name, 'MARKETING')
      await writer.writes(upright('O catálogo'))
      await writer.adds({ kind: 'CATALOG', text: 'Ver o catálogo' })
    },
    reads: upright('O catálogo'),
  },
  tipo_produtos: {
    async write(writer, name) {
      await writer.begins(name, 'MARKETING')
      await writer.writes(upright('Uma lista'))
      await writer.adds({ kind: 'MPM', text: 'Ver os produtos' })
    },
    fields: {
      [sending.field.products.thumbnail]: 'bolo-1',
      [sending.field.products.title]: 'Bolos',
      [sending.field.products.products]: 'bolo-1, bolo-2',
    },
    reads: upright('Uma lista'),
  },
  tipo_carrossel: {
    async write(writer, name) {
      await writer.begins(name, 'MARKETING', 'CAROUSEL')
      await writer.writes(upright('Um carrossel'))
      for (const number of ['1', '2']) {
        await writer.uploads(filled(card.file, { number }), PICTURE)
        await writer.field(filled(card.body, { number })).fill(`Bolo número ${number} da casa`)
        await writer.page
          .getByRole('group', { name: filled(card.title, { number }) })
          .getByLabel(filled(field.buttonText, { number: '1' }), { exact: true })
          .fill('Quero este')
      }
    },
    async samples(writer) {
      for (const number of ['1', '2']) await writer.uploads(filled(card.file, { number }), PICTURE)
    },
    file: { label: sending.field.file.IMAGE, chosen: PICTURE },
    reads: 'Bolo número 2 da casa',
  },
  tipo_oferta: {
    async write(writer, name) {
      await writer.begins(name, 'MARKETING', 'OFFER')
      await writer.putsOnTop('IMAGE', PICTURE)
      await writer.field(field.offer).fill('Só até domingo')
      await writer.writes(upright('Uma oferta'))
      await writer.adds({ kind: 'COPY_CODE', value: 'DEZ' }, { kind: 'URL', text: 'Comprar', value: 'https://loja.example' })
    },
    fields: { [sending.field.coupon]: 'VINTE', [sending.field.offer]: '2099-01-01T00:00' },
    samples: (writer) => writer.uploads(field.headerFile, PICTURE),
    file: { label: sending.field.file.IMAGE, chosen: PICTURE },
    reads: 'Só até domingo',
  },
  tipo_ligacao: {
    async write(writer, name) {
      await writer.begins(name, 'MARKETING', 'CALL')
      await writer.writes(upright('Um pedido de ligação'))
    },
    reads: upright('Um pedido de ligação'),
  },
  ...Object.fromEntries(
    CODE_KINDS.map((kind, at): [string, Kind] => [
      `tipo_codigo_${at + 1}`,
      {
        async write(writer, name) {
          await writer.begins(name, 'AUTHENTICATION')
          await writer.chooses(field.codeKind, kind)
          if (kind === 'COPY_CODE') return
          await writer.field(filled(words.app.package, { number: '1' })).fill('com.example.padaria')
          await writer.field(filled(words.app.hash, { number: '1' })).fill('K8a/AINcGX7')
          if (kind === 'ZERO_TAP') await writer.field(field.terms).check()
        },
        fields: { [sending.field.code]: `48151${at}` },
        reads: `48151${at}`,
      },
    ]),
  ),
  tipo_da_biblioteca: {
    async write(writer, name) {
      const { page } = writer
      await page.goto('/templates')
      await page.getByRole('button', { name: library.open }).click()
      await page.getByRole('combobox', { name: library.useCaseLabel }).selectOption('DELIVERY_UPDATE')
      await page.getByRole('button', { name: /delivery_update_1/ }).click()
      await writer.field(field.name).fill(name)
      await writer.field(filled(field.url, { number: '1' })).fill('loja.example')
      await page.getByText(words.rule.url_form).waitFor()
      await writer.field(filled(field.url, { number: '1' })).fill('https://loja.example')
      await page.getByRole('button', { name: library.take }).click()
      await page.waitForURL(/\/templates$/)
    },
    fields: { [filled(sending.field.body, { name: '1' })]: 'nº 99', [filled(sending.field.body, { name: '2' })]: '04/01/2027' },
    reads: 'Sua encomenda nº 99 está a caminho',
  },
}

describe('a template of every kind', () => {
  const story = stage()

  story('is written, refused, mended, approved, sent from the inbox and read on a phone', async (stage) => {
    const page = await signedIn(stage)
    await sandboxNumber(page)
    const writer = new TemplateWriter(page)
    const refused = new Map<string, string>()
    for (const [name, { write }] of Object.entries(KINDS)) {
      await write(writer, name)
      if (page.url().endsWith('/templates')) continue
      const body = writer.field(field.body)
      if (await body.isVisible()) {
        refused.set(name, await body.inputValue())
        await body.fill(`${await body.inputValue()} É da loteria.`)
      }
      await writer.submits()
    }
    expect([...refused.keys()]).toEqual(Object.keys(KINDS).filter((name) => !/_codigo_|_da_biblioteca/.test(name)))
    for (const [name, text] of refused) {
      await writer.row(name).click()
      await page.getByText(words.reason.SCAM).waitFor()
      await page.getByRole('button', { name: words.action.edit }).click()
      await writer.field(field.body).fill(text)
      await KINDS[name]?.samples?.(writer)
      await writer.submits()
    }
    const approved = writer.row(/^tipo_/).filter({ hasText: sending.status.APPROVED })
    await approved.nth(Object.keys(KINDS).length - 1).waitFor()

    const phones = new Phones(await signedIn(stage))
    await phones.open()
    const iara = await phones.newCustomer('Iara dos Tipos')
    await iara.writes('Oi')
    const bia = new Agent(page)
    await bia.comesIn()
    await bia.opens('Iara dos Tipos')
    await bia.takes()
    await phones.moveClockOn()
    await bia.seesWindowClosed()
    for (const [name, { fields = {}, file, reads }] of Object.entries(KINDS)) {
      await bia.sendsTemplate(name, fields, { file })
      await bia.sees(reads)
      await iara.reads(reads)
    }
  })
})
