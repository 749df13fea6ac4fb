/** A template's way: written, refused by the reviewers, mended, approved, chosen in the inbox and read on a phone. */
import { describe } from 'vitest'
import words from '../../web/src/i18n/pt-BR/builder.ts'
import sending from '../../web/src/i18n/pt-BR/templates.ts'
import { Agent } from './harness/agent.ts'
import { sandboxNumber, signedIn } from './harness/people.ts'
import { Phones } from './harness/phone.ts'
import { PICTURE } from './harness/picture.ts'
import { stage } from './harness/stage.ts'
import { TemplateWriter } from './harness/template-writer.ts'
import { filled } from './harness/words.ts'

describe('a template', () => {
  const story = stage()

  story('is built, refused with the reason, mended, approved and sent', async (stage) => {
    const page = await signedIn(stage)
    await sandboxNumber(page)
    const phones = new Phones(await signedIn(stage))
    await phones.open()
    const iara = await phones.newCustomer('Iara da Entrega')
    await iara.writes('Oi')

    await page.goto('/templates')
    await page.getByRole('button', { name: words.new }).click()
    const field = (label: string) => page.getByLabel(label, { exact: true })
    const submit = page.getByRole('button', { name: words.submit })
    const body = field(words.field.body)
    await body.fill('{{nome}}, hoje tem')
    await page.getByText(words.rule.body_leading).waitFor()
    await submit.click()
    await page.getByText(words.rule.name_missing).waitFor()

    await field(words.field.name).fill('aviso_da_entrega')
    await body.fill('Olá {{nome}}, seu pedido com desconto sai hoje para entrega.')
    await field(filled(words.field.sample, { name: '{{nome}}' })).fill('Ana')
    await page.reload()
    await field(words.field.headerKind).selectOption('IMAGE')
    await submit.click()
    await page.getByText(words.rule.file_missing).waitFor()
    const chooseSample = async () => {
      await field(words.field.headerFile).setInputFiles(PICTURE)
      await page.getByRole('button', { name: words.sample.other }).waitFor()
    }
    await chooseSample()
    await page.getByRole('img', { name: PICTURE.name }).waitFor()
    await page.getByRole('button', { name: words.field.addButton }).click()
    await field(filled(words.field.buttonText, { number: '1' })).fill('Combinado')
    await submit.click()

    const row = page.getByRole('button', { name: /^aviso_da_entrega/ })
    await row.click()
    await page.getByText(words.reason.INCORRECT_CATEGORY).waitFor()
    await page.getByRole('button', { name: words.action.edit }).click()
    await body.fill('Olá {{nome}}, seu pedido completo sai hoje para entrega.')
    await chooseSample()
    await submit.click()
    await row.getByText('Aprovado').waitFor()

    const bia = new Agent(page)
    await bia.comesIn()
    await bia.opens('Iara da Entrega')
    await bia.takes()
    await phones.moveClockOn()
    await bia.seesWindowClosed()
    const file = { label: sending.field.file.IMAGE, chosen: PICTURE }
    await bia.sendsTemplate('aviso_da_entrega', { nome: 'Iara' }, { file })
    await bia.bubble('seu pedido completo').getByRole('img', { name: PICTURE.name }).waitFor()
    await iara.receives('Olá Iara, seu pedido completo sai hoje')
    await iara.bubble('Olá Iara').getByRole('img').first().waitFor()
    await iara.presses('Combinado')
    await bia.sees('Combinado')
    await bia.bubble('Combinado').getByText('aviso_da_entrega').first().waitFor()
  })

  story('is written in two languages side by side, each is reviewed by itself and sent in its own', async (stage) => {
    const page = await signedIn(stage)
    await sandboxNumber(page)
    const writer = new TemplateWriter(page)
    await writer.begins('aviso_em_dois_idiomas', 'UTILITY')
    await writer.writes('Olá {{nome}}, o seu pedido já chegou.', { nome: 'Ana' })
    await page.getByRole('combobox', { name: words.languages.add }).selectOption('es')
    const languages = page.getByRole('group', { name: words.languages.title })
    await languages.getByRole('button', { name: 'espanhol', pressed: true }).waitFor()
    await writer.writes('Hola {{nome}}, tu pedido con descuento ya llegó.')
    for (const text of ['Olá Ana, o seu pedido já chegou.', 'Hola Ana, tu pedido con descuento ya llegó.']) {
      await page.locator('[data-preview]').filter({ hasText: text }).waitFor()
    }
    await writer.submits()

    const inPortuguese = writer.row('aviso_em_dois_idiomas').filter({ hasText: 'português (Brasil)' })
    const inSpanish = writer.row('aviso_em_dois_idiomas').filter({ hasText: 'espanhol' })
    await inPortuguese.getByText(sending.status.APPROVED).waitFor()
    await inSpanish.getByText(sending.status.REJECTED).waitFor()
    await inSpanish.click()
    await page.getByText(words.reason.INCORRECT_CATEGORY).waitFor()
    await page.getByRole('button', { name: words.action.edit }).click()
    await writer.writes('Hola {{nome}}, tu pedido completo ya llegó.')
    await writer.submits()
    await inSpanish.getByText(sending.status.APPROVED).waitFor()

    const phones = new Phones(await signedIn(stage))
    await phones.open()
    const ines = await phones.newCustomer('Inés de Lejos')
    await ines.writes('Hola')
    const bia = new Agent(page)
    await bia.comesIn()
    await bia.opens('Inés de Lejos')
    await bia.takes()
    await phones.moveClockOn()
    await bia.seesWindowClosed()
    await bia.sendsTemplate('aviso_em_dois_idiomas', { nome: 'Inés' }, { language: 'es' })
    await ines.receives('Hola Inés, tu pedido completo ya llegó.')
    await bia.sendsTemplate('aviso_em_dois_idiomas', { nome: 'Inés' }, { language: 'pt_BR' })
    await ines.receives('Olá Inés, o seu pedido já chegou.')
  })
})
