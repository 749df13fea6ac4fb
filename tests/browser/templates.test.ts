/** A template's way: written, refused by the reviewers, mended, approved, chosen in the inbox and read on a phone. */
import { describe } from 'vitest'
import words from '../../web/src/i18n/pt-BR/builder.ts'
import sending from '../../web/src/i18n/pt-BR/templates.ts'
import { Agent } from './harness/agent.ts'
import { sandboxNumber, signedIn } from './harness/people.ts'
import { Phones } from './harness/phone.ts'
import { PICTURE } from './harness/picture.ts'
import { stage } from './harness/stage.ts'
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
    await bia.sendsTemplate('aviso_da_entrega', { nome: 'Iara' }, file)
    await bia.bubble('seu pedido completo').getByRole('img', { name: PICTURE.name }).waitFor()
    await iara.receives('Olá Iara, seu pedido completo sai hoje')
    await iara.bubble('Olá Iara').getByRole('img').first().waitFor()
    await iara.presses('Combinado')
    await bia.sees('Combinado')
    await bia.bubble('Combinado').getByText('aviso_da_entrega').first().waitFor()
  })
})
