// The pictures of the README: starts the built Recado on an empty data directory, lets a few invented people talk, and photographs it.
//   node scripts/screenshots.mjs [FOLDER]     (default: docs/screenshots)
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { buildStale } from './build.mjs'
import { prepareCheckout, ROOT } from './checkout.mjs'
import { findChromium } from './chromium.mjs'
import { shrinkPng } from './shrink-png.mjs'

const say = (/** @type {string} */ line) => console.log(line)
const OWNER = { email: 'bia@padaria-aurora.example', password: 'uma senha comprida' }
const READY = /^Recado is ready at (\S+)$/m

/** @returns {Promise<{ url: string, stop: () => Promise<void> }>} */
async function startRecado() {
  const { PATH, HOME } = process.env
  const settings = { OWNER_EMAIL: OWNER.email, OWNER_PASSWORD: OWNER.password, OWNER_WORKSPACE: 'Padaria Aurora' }
  const child = spawn(process.execPath, [join(ROOT, 'dist/server/main.mjs')], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH, HOME, DATA_DIR: dataDir, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'warn', ...settings },
  })
  const gone = new Promise((resolve) => child.once('exit', resolve))
  const ready = new Promise((resolve) => {
    let read = ''
    child.stdout.on('data', (chunk) => {
      read += chunk
      const address = READY.exec(read)?.[1]
      if (address) resolve(address)
    })
  })
  const address = await Promise.race([ready, gone.then(() => Promise.reject(new Error('Recado did not start')))])
  return {
    url: address,
    stop: async () => {
      child.kill('SIGTERM')
      await gone
    },
  }
}

/** Conversations that begin with the customer; `>` is what the business answers. */
const TALKS = {
  'Marina Teles': [
    'Oi! Vocês fazem bolo para 20 pessoas?',
    '>Fazemos, sim! Para 20 pessoas indico o de 2 kg: *R$ 168,00*.',
    'Perfeito. Dá para ser com menos glacê?',
    '>Dá, fica até mais bonito com as frutas por cima.',
    'Então quero para sábado',
  ],
  'Renan Kato': ['oi, queria saber do pedido de ontem', '>Já achei aqui, Renan: saiu às 11:40 com a Nanda', 'chegou agora, obrigado'],
  'Luana Doces': ['Vocês entregam na Vila Mariana?', 'É para hoje à tarde'],
  'Jussara Lemos': ['Bom dia! O pão de fermentação natural sai que horas?', '>Bom dia, Jussara! Sai às 9 h e às 16 h.'],
  'Tomás Vieira': ['Preciso da nota fiscal da encomenda 1198'],
  'Célia Andrade': ['Posso trocar o recheio?', '>Pode, até amanhã ao meio-dia. Qual prefere?', 'Doce de leite com nozes', '>Anotado!'],
}

async function furnish() {
  const context = await newContext({})
  await call(context, 'POST', '/session', OWNER)
  await call(context, 'PATCH', '/session/profile', { name: 'Bia Rocha' })
  const number = await call(context, 'POST', '/numbers/sandbox', { name: 'Padaria Aurora' })
  const phones = `/sandbox/api/wabas/${number.wabaId}`
  const known = new Map((await call(context, 'GET', `${phones}/customers`)).items.map((/** @type {any} */ one) => [one.name, one.id]))
  for (const [name, lines] of Object.entries(TALKS)) {
    if (!known.has(name)) known.set(name, (await call(context, 'POST', `${phones}/customers`, { name })).id)
    const chat = `${phones}/customers/${known.get(name)}/chats/${number.phoneNumberId}`
    await call(context, 'POST', `${chat}/open`, { open: true })
    for (const [index, line] of lines.entries()) {
      if (line.startsWith('>')) await answer(context, name, line.slice(1))
      else await call(context, 'POST', `${chat}/messages`, { type: 'text', text: { body: line } })
      await until(async () => (await talkOf(context, name))?.length === index + 1)
    }
  }
  return { context, number, customers: known }
}

async function answer(context, name, body) {
  const conversation = await conversationOf(context, name)
  if (conversation.status !== 'open') await call(context, 'POST', `/conversations/${conversation.id}/accept`, {})
  await call(context, 'POST', `/conversations/${conversation.id}/messages`, { type: 'text', text: { body } })
}

async function conversationOf(context, name) {
  const { items } = await call(context, 'GET', '/conversations')
  return items.find((/** @type {any} */ { contact }) => contact.displayName === name)
}

async function talkOf(context, name) {
  const conversation = await conversationOf(context, name)
  if (!conversation) return null
  const { items } = await call(context, 'GET', `/conversations/${conversation.id}/messages`)
  return items.every((/** @type {any} */ { status }) => status === null || status === 'read') ? items : null
}

async function photograph({ context, customers }) {
  const desk = { width: 1440, height: 900 }
  const phone = { width: 390, height: 844 }
  const marina = (await conversationOf(context, 'Marina Teles')).id
  const renan = (await conversationOf(context, 'Renan Kato')).id
  const inbox = `/inbox/${marina}?tab=all`
  await picture('inbox-light', { viewport: desk, colorScheme: 'light' }, inbox, (page) => shows(page, 'Então quero para sábado'))
  await picture('inbox-dark', { viewport: desk, colorScheme: 'dark' }, inbox, (page) => shows(page, 'Então quero para sábado'))
  await picture('inbox-phone', { viewport: phone, colorScheme: 'light', hasTouch: true }, inbox, (page) =>
    shows(page, 'Então quero para sábado'),
  )
  await picture('template', { viewport: desk, colorScheme: 'light' }, `/inbox/${renan}?tab=all`, async (page) => {
    await page.getByRole('button', { name: 'Enviar modelo' }).first().click()
    await page
      .getByRole('dialog')
      .getByRole('radio', { name: /pedido_confirmado/ })
      .click()
    await page.getByLabel(/Campo 2/).fill('bolo de 2 kg')
  })
  await picture('number', { viewport: desk, colorScheme: 'light' }, '/numbers', async (page) => {
    await page.locator('main a[href^="/numbers/"]:not([href$=connect])').first().click()
    await shows(page, 'Pode enviar e receber')
  })
  const held = ['Marina Teles', 'Renan Kato'].map((name) => customers.get(name)).join(',')
  await picture('sandbox-phone', { viewport: desk, colorScheme: 'light' }, '/sandbox/phone', async (page) => {
    await shows(page, 'Avisos enviados')
    await page.evaluate((ids) => {
      const key = Object.keys(localStorage).find((name) => name.startsWith('recado-sandbox-phones:'))
      if (key) localStorage.setItem(key, ids)
    }, held)
    await page.locator('label', { hasText: 'Renan Kato' }).click()
    await shows(page, 'chegou agora, obrigado')
  })
}

/** @param {string} name @param {import('playwright-core').BrowserContextOptions} look @param {string} path @param {(page: import('playwright-core').Page) => Promise<unknown>} reach */
async function picture(name, look, path, reach) {
  const context = await newContext(look)
  await call(context, 'POST', '/session', OWNER)
  const page = await context.newPage()
  await page.goto(path)
  await reach(page)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  await page.mouse.move(0, 0)
  const file = join(folder, `${name}.png`)
  const small = shrinkPng(await page.screenshot({ animations: 'disabled', caret: 'hide' }))
  writeFileSync(file, small)
  say(`${file}: ${Math.round(small.length / 1024)} KB`)
  await context.close()
}

const shows = (page, words) => page.getByText(words).first().waitFor()

function newContext(look) {
  return browser.newContext({ locale: 'pt-BR', timezoneId: 'America/Sao_Paulo', baseURL: url, reducedMotion: 'reduce', ...look })
}

async function call(context, method, path, data) {
  const address = path.startsWith('/sandbox/') ? path : `/api/v1${path}`
  const response = await context.request.fetch(address, { method, ...(data === undefined ? {} : { data }) })
  const text = await response.text()
  if (!response.ok()) throw new Error(`${method} ${path}: ${response.status()} ${text}`)
  return text === '' ? undefined : JSON.parse(text)
}

async function until(isSo) {
  for (let tries = 0; tries < 300; tries++) {
    if (await isSo()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('it never came to that')
}

prepareCheckout(say)
const folder = process.argv[2] ?? join(ROOT, 'docs', 'screenshots')
mkdirSync(folder, { recursive: true })
const found = await findChromium(say)
if ('reason' in found) throw new Error(found.reason)
await buildStale(['server', 'simulator', 'web'], say)

const dataDir = mkdtempSync(join(tmpdir(), 'recado-screenshots-'))
const { url, stop } = await startRecado()
const browser = await chromium.launch({ executablePath: found.path, args: ['--no-sandbox', '--force-color-profile=srgb'] })
try {
  const town = await furnish()
  await photograph(town)
} finally {
  await browser.close()
  await stop()
  rmSync(dataDir, { recursive: true, force: true })
}
