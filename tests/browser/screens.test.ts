/** Every screen, in both themes, on a desk and on a phone: nothing that axe finds wrong, and nothing wider than the window. */
import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import inbox from '../../web/src/i18n/pt-BR/inbox.ts'
import media from '../../web/src/i18n/pt-BR/media.ts'
import { SAMPLES } from '../contract/send-samples.ts'
import { Agent } from './harness/agent.ts'
import { faultsOf } from './harness/axe.ts'
import { call, sandboxNumber, signedIn } from './harness/people.ts'
import { Phones } from './harness/phone.ts'
import { PICTURE } from './harness/picture.ts'
import { type Stage, stage } from './harness/stage.ts'
import { filled } from './harness/words.ts'

interface Screen {
  path: string
  /** Words that are there once the screen is. */
  shows: string
  /** What has to be done to get to it. */
  reach?: (page: Page) => Promise<void>
}

const SIGNED_OUT: Record<string, Screen> = {
  'signing in': { path: '/sign-in', shows: 'Entrar no Recado' },
  'a setup link that is used up': { path: '/setup/nothing', shows: 'Esta instalação já foi preparada' },
  'a signup link that is no more': { path: '/connect/nothing', shows: 'Este link não vale mais' },
  'an invitation that is no more': { path: '/invite/nothing', shows: 'Este convite não vale mais' },
}

const SIGNED_IN: Record<string, Screen> = {
  'the inbox': { path: '/inbox?tab=all', shows: 'Marina da Tela' },
  'a conversation': { path: '/inbox?tab=all', shows: 'Marina da Tela', reach: (page) => new Agent(page).opens('Marina da Tela') },
  'the template picker': { path: '/inbox?tab=all', shows: 'Renan da Janela', reach: openPicker },
  'a form of the composer': {
    path: '/inbox?tab=all',
    shows: 'Marina da Tela',
    reach: async (page) => {
      const agent = new Agent(page)
      await agent.opens('Marina da Tela')
      await agent.composes('order')
    },
  },
  'a picture in large': {
    path: '/inbox?tab=all',
    shows: 'Marina da Tela',
    reach: async (page) => {
      const agent = new Agent(page)
      await agent.opens('Marina da Tela')
      await agent.thread.getByRole('button', { name: filled(media.open, { what: 'Um bolo assim' }) }).click()
      await page.getByRole('dialog', { name: media.lightbox.label }).getByRole('img', { name: 'Um bolo assim' }).waitFor()
    },
  },
  'files and a voice note before they go': {
    path: '/inbox?tab=all',
    shows: 'Marina da Tela',
    reach: async (page) => {
      await new Agent(page).opens('Marina da Tela')
      const composer = page.locator('[data-region=composer]')
      const program = { name: 'programa.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') }
      await composer.locator('input[type=file]').setInputFiles([PICTURE, program])
      await composer.getByText(media.problem.type).waitFor()
      await composer.getByRole('textbox', { name: filled(media.tray.caption, { name: PICTURE.name }) }).waitFor()
      await composer.getByRole('button', { name: inbox.composer.voice }).press('Enter') // a tip follows the pointer, and lies outside of every region
      await composer.getByRole('button', { name: media.voice.stop }).waitFor()
    },
  },
  'a new conversation': {
    path: '/inbox?tab=all',
    shows: 'Marina da Tela',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Nova conversa' }).click()
      await page.getByRole('dialog', { name: 'Nova conversa' }).waitFor()
    },
  },
  'the contacts': { path: '/contacts', shows: 'Marina da Tela' },
  'a contact': {
    path: '/contacts',
    shows: 'Marina da Tela',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Marina da Tela' }).click()
      await page.getByRole('dialog').getByText('Consentimento').first().waitFor()
    },
  },
  'bringing contacts in': { path: '/contacts/import', shows: 'Escolha uma planilha CSV ou XLSX' },
  'tags and own fields': { path: '/settings/contacts', shows: 'Campos próprios' },
  'the templates': { path: '/templates', shows: 'pedido_confirmado' },
  'the library of templates': {
    path: '/templates/library',
    shows: 'Entrega a caminho',
    reach: async (page) => {
      await page.getByRole('button', { name: /payment_due_reminder_1/ }).click()
      await page.getByRole('button', { name: 'Usar este modelo' }).waitFor()
    },
  },
  'a template that was rejected': {
    path: '/templates',
    shows: 'premio_garantido',
    reach: async (page) => {
      await page
        .getByRole('button', { name: /^premio_garantido/ })
        .first()
        .click()
      await page.getByText('Parece golpe').first().waitFor()
    },
  },
  'a template and its history': {
    path: '/templates',
    shows: 'retomar_conversa',
    reach: async (page) => {
      await page
        .getByRole('button', { name: /^retomar_conversa/ })
        .first()
        .click()
      await page.getByRole('link', { name: 'Ver tudo sobre este modelo' }).click()
      await page.getByText('Lido da Meta pela primeira vez').waitFor()
      await page.getByText('A Meta ainda não conta resultados').waitFor()
    },
  },
  'two templates compared': {
    path: '/templates',
    shows: 'retomar_conversa',
    reach: async (page) => {
      await page
        .getByRole('button', { name: /^retomar_conversa/ })
        .first()
        .click()
      await page.getByRole('link', { name: 'Ver tudo sobre este modelo' }).click()
      await page.getByRole('button', { name: 'Comparar' }).click()
      await page.getByLabel('Comparar com').waitFor()
    },
  },
  'a new template': {
    path: '/templates/new',
    shows: 'Identificação',
    reach: async (page) => {
      await page.getByLabel('Texto da mensagem').fill('{{nome}}, tudo bem?')
      await page.getByRole('button', { name: 'Adicionar botão' }).click()
      await page.getByRole('button', { name: 'Enviar para análise' }).click()
      await page.getByText('Dê um nome').waitFor()
    },
  },
  'the numbers': { path: '/numbers', shows: '+55 11 4000-0000' },
  'a number': {
    path: '/numbers',
    shows: '+55 11 4000-0000',
    reach: async (page) => {
      await openNumber(page)
      await page.getByText('Pode enviar e receber').first().waitFor()
    },
  },
  'a number’s profile': {
    path: '/numbers',
    shows: '+55 11 4000-0000',
    reach: async (page) => {
      await openNumber(page)
      await page.getByRole('link', { name: 'Perfil comercial' }).click()
      await page.getByText('Como o cliente vê').waitFor()
    },
  },
  'a number’s service': {
    path: '/numbers',
    shows: '+55 11 4000-0000',
    reach: async (page) => {
      await openNumber(page)
      await page.getByRole('link', { name: 'Atendimento' }).click()
      await page.getByLabel('Este número tem horário').press(' ')
      await page.getByText('Segunda-feira').waitFor()
    },
  },
  'a number’s QR codes': {
    path: '/numbers',
    shows: '+55 11 4000-0000',
    reach: async (page) => {
      await openNumber(page)
      await page.getByRole('link', { name: 'QR codes e links' }).click()
      await page.getByRole('img', { name: /Quero um bolo/ }).waitFor()
    },
  },
  'a number’s webhooks': {
    path: '/numbers',
    shows: '+55 11 4000-0000',
    reach: async (page) => {
      await openNumber(page)
      await page.getByRole('link', { name: 'Webhooks' }).click()
      await page.getByText('As mensagens deste número chegam ao Recado').waitFor()
    },
  },
  'a number’s history': {
    path: '/numbers',
    shows: '+55 11 4000-0000',
    reach: async (page) => {
      await openNumber(page)
      await page.getByRole('link', { name: 'Histórico' }).click()
      await page.getByText('O que mudou').waitFor()
    },
  },
  'how customers know a number': {
    path: '/numbers',
    shows: '+55 11 4000-0000',
    reach: async (page) => {
      await openNumber(page)
      await page.getByRole('link', { name: 'Nome e selo' }).click()
      await page.getByText('Conta comercial oficial').first().waitFor()
    },
  },
  'what a chat begins with': {
    path: '/numbers',
    shows: '+55 11 4000-0000',
    reach: async (page) => {
      await openNumber(page)
      await page.getByRole('link', { name: 'Começo de conversa' }).click()
      await page.getByText('Perguntas para começar').first().waitFor()
    },
  },
  'a number’s settings at Meta': {
    path: '/numbers',
    shows: '+55 11 4000-0000',
    reach: async (page) => {
      await openNumber(page)
      await page.getByRole('link', { name: 'Ajustes na Meta' }).click()
      await page.getByText('Onde as mensagens ficam').first().waitFor()
    },
  },
  'whom a number blocks': {
    path: '/numbers',
    shows: '+55 11 4000-0000',
    reach: async (page) => {
      await openNumber(page)
      await page.getByRole('link', { name: 'Bloqueados' }).click()
      await page.getByText('Ninguém bloqueado').first().waitFor()
    },
  },
  'the doctor of a number': {
    path: '/numbers',
    shows: '+55 11 4000-0000',
    reach: async (page) => {
      await openNumber(page)
      await page.getByRole('link', { name: 'Diagnóstico' }).click()
      await page.locator('[data-item=token_valid][data-state=good]').waitFor()
      await page.locator('[data-checking=false]').first().waitFor()
    },
  },
  'the accounts at Meta': { path: '/numbers/accounts', shows: 'Só o que pede atenção', reach: (page) => openAccounts(page) },
  'an account at Meta': {
    path: '/numbers/accounts',
    shows: 'Só o que pede atenção',
    reach: async (page) => {
      await openAccounts(page)
      await page.locator('main section a[href^="/numbers/accounts/"]').first().click()
      await page.getByText('Agendar uma visita').waitFor()
    },
  },
  'the connect form': { path: '/numbers/connect', shows: 'Cada campo é conferido na Meta' },
  'the welcome': { path: '/welcome', shows: 'Testar sem conta na Meta' },
  'the road to Tech Provider': {
    path: '/road?ground=sandbox',
    shows: 'O que falta para enviar',
    reach: (page) => page.locator('[data-item="portfolio.control"] summary').click(),
  },
  'the public pages': { path: '/road/legal', shows: 'Endereços para colar na Meta' },
  'the permission texts': { path: '/road/texts?ground=sandbox', shows: 'Os seus fatos' },
  'the recording studio': { path: '/road/studio?ground=sandbox', shows: 'Vídeo 2: gestão' },
  'the submission': { path: '/road/pack?ground=sandbox', shows: 'Envios e respostas' },
  'the guide of the road': { path: '/road/guide', shows: 'Revisão final' },
  'a public page': { path: '/legal/privacy', shows: 'Política de privacidade' },
  'the alerts': { path: '/alerts', shows: 'Nada em aberto' },
  'a number’s registration': {
    path: '/numbers',
    shows: '+55 11 4000-0000',
    reach: async (page) => {
      await openNumber(page)
      await page.getByRole('link', { name: 'Registro', exact: true }).click()
      await page.getByText('Trocar o PIN').first().waitFor()
    },
  },
  'connecting a number': { path: '/numbers/connect', shows: 'Link para quem não tem conta aqui' },
  'Embedded Signup': { path: '/numbers/connect/signup?ground=sandbox', shows: 'Antes de começar' },
  'Embedded Signup with a phone': { path: '/numbers/connect/signup?mode=coexistence&ground=sandbox', shows: 'Antes de começar' },
  'Embedded Signup that is not set up': { path: '/numbers/connect/signup', shows: 'Falta o app da Meta' },
  'the settings of Embedded Signup': { path: '/settings/signup', shows: 'No app da Meta' },
  help: { path: '/help', shows: 'Ajuda' },
  'the workspace settings': { path: '/settings/workspace', shows: 'Ajustes' },
  'the teams': { path: '/settings/teams', shows: 'Nenhuma equipe ainda' },
  'the members': { path: '/settings/members', shows: 'Ajustes' },
  'the API keys': { path: '/settings/api-keys', shows: 'Ajustes' },
  'my profile': { path: '/settings/profile', shows: 'Ajustes' },
  'the workspaces': { path: '/settings/workspaces', shows: 'Ajustes' },
  'the customer’s phone': { path: '/sandbox/phone', shows: 'Telefone simulado', reach: holdMarinasPhone },
  'what goes on backstage': { path: '/sandbox/phone', shows: 'Telefone simulado', reach: (page) => place(page, 'Bastidores') },
  'a page that is not there': { path: '/nowhere', shows: 'Esta página não existe' },
}

const DESK = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }
const LOOKS: [string, BrowserContextOptions][] = [
  ['light, on a desk', { colorScheme: 'light', viewport: DESK }],
  ['dark, on a desk', { colorScheme: 'dark', viewport: DESK }],
  ['light, on a phone', { colorScheme: 'light', viewport: PHONE, hasTouch: true }],
  ['dark, on a phone', { colorScheme: 'dark', viewport: PHONE, hasTouch: true }],
]

describe('every screen', () => {
  const story = stage()
  const furnished = new WeakSet<object>()

  for (const [look, options] of LOOKS) {
    story(look, async (stage) => {
      if (!furnished.has(stage.recado)) await furnish(stage)
      furnished.add(stage.recado)
      const problems: string[] = []
      const out = await stage.open(options)
      for (const [name, screen] of Object.entries(SIGNED_OUT)) problems.push(...(await inspect(out, name, screen)))
      const page = await signedIn(stage, undefined, options)
      for (const [name, screen] of Object.entries(SIGNED_IN)) problems.push(...(await inspect(page, name, screen)))
      expect(problems).toEqual([])
    })
  }
})

/** One conversation with an open window, and one whose window has closed. */
async function furnish(stage: Stage): Promise<void> {
  const owner = await signedIn(stage)
  const number = await sandboxNumber(owner)
  await call(owner, 'POST', `/numbers/${number.id}/qr-codes`, { prefilledMessage: 'Quero um bolo' })
  const phones = new Phones(owner)
  await phones.open()
  const renan = await phones.newCustomer('Renan da Janela')
  await renan.writes('Oi do Renan')
  await conversations(owner, 1)
  await phones.moveClockOn()
  const marina = await phones.newCustomer('Marina da Tela')
  await marina.writes('Oi da Marina')
  await marina.sendsPicture(PICTURE, 'Um bolo assim')
  for (const { id, contact } of await conversations(owner, 2)) {
    await call(owner, 'POST', `/conversations/${id}/accept`, {})
    if (contact.displayName === 'Marina da Tela') {
      await call(owner, 'POST', `/conversations/${id}/messages`, { type: 'text', text: { body: 'Oi, *Marina*. Veja https://example.com' } })
      await call(owner, 'POST', `/conversations/${id}/messages`, { type: 'interactive', interactive: SAMPLES.list.interactive })
      await call(owner, 'POST', `/conversations/${id}/messages`, { type: 'interactive', interactive: SAMPLES.order_details.interactive })
    }
  }
}

interface Listed {
  id: string
  contact: { displayName: string }
}

async function conversations(page: Page, count: number): Promise<Listed[]> {
  const list = () => call<{ items: Listed[] }>(page, 'GET', '/conversations').then(({ items }) => items)
  await expect.poll(list).toHaveLength(count)
  return list()
}

async function openNumber(page: Page): Promise<void> {
  await page.locator('main li a[href^="/numbers/"]').first().click()
  await page.getByRole('link', { name: 'Perfil comercial' }).waitFor()
}

async function openAccounts(page: Page): Promise<void> {
  await page.getByRole('link', { name: '+55 11 4000-0000', exact: true }).waitFor()
}

async function openPicker(page: Page): Promise<void> {
  const agent = new Agent(page)
  await agent.opens('Renan da Janela')
  await page.getByRole('button', { name: 'Enviar modelo' }).first().click()
  await page
    .getByRole('dialog')
    .getByRole('radio', { name: /lembrete_retirada/ })
    .click()
}

async function holdMarinasPhone(page: Page): Promise<void> {
  await place(page, 'Clientes')
  await page.locator('label', { hasText: 'Marina da Tela' }).click()
  await page.getByRole('log').getByText('Oi da Marina').waitFor()
}

/** On a narrow window one column shows at a time; on a wide one all do. */
async function place(page: Page, name: 'Clientes' | 'Bastidores'): Promise<void> {
  const tab = page.getByRole('button', { name, exact: true })
  const column = page.getByRole('heading', { name: name === 'Clientes' ? 'Clientes de teste' : name })
  await column.or(tab).first().waitFor()
  if (await tab.isVisible()) await tab.click()
  await column.waitFor()
}

async function inspect(page: Page, name: string, { path, shows, reach }: Screen): Promise<string[]> {
  await page.goto(path)
  await page.getByText(shows).first().waitFor({ state: 'attached' })
  await reach?.(page)
  return faultsOf(page, name)
}
