/** Every kind of file, both ways, between a customer's phone and the inbox. */
import type { Locator, Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import common from '../../web/src/i18n/pt-BR/common.ts'
import inbox from '../../web/src/i18n/pt-BR/inbox.ts'
import words from '../../web/src/i18n/pt-BR/media.ts'
import problems from '../../web/src/i18n/pt-BR/problems.ts'
import sandbox from '../../web/src/i18n/pt-BR/sandbox.ts'
import { animatedSticker, FILM, heavyPicture, PDF, photo, VOICE_NOTE } from '../media-samples.ts'
import { Agent } from './harness/agent.ts'
import { attach, drop, file, paste } from './harness/files.ts'
import { call, sandboxNumber, signedIn } from './harness/people.ts'
import { Phones } from './harness/phone.ts'
import { stage } from './harness/stage.ts'
import { filled } from './harness/words.ts'

/** However late a busy machine looks. */
const SOME_SECONDS = new RegExp(filled(words.voice.recording, { time: '\\d+:(0[1-9]|[1-5]\\d)' }))

describe('files', () => {
  const story = stage()

  story('what a customer sends is seen, heard and read in the inbox, and found again with the contact', async (stage) => {
    const { agent, phones } = await counter(stage)
    const marina = await phones.newCustomer('Marina das Fotos')
    await marina.sendsPicture(file('bolo.jpg', 'image/jpeg', await photo(800, 600)), 'Queria um assim')
    await marina.sendsFile(file('festa.mp4', 'video/mp4', FILM))
    await marina.sendsFile(file('recado.ogg', 'audio/ogg', VOICE_NOTE))
    await marina.sendsFile(file('contrato.pdf', 'application/pdf', PDF))
    await marina.sendsFile(file('oi.webp', 'image/webp', await animatedSticker()))

    await agent.opens('Marina das Fotos')
    await agent.thread
      .getByRole('button', { name: filled(words.open, { what: 'Queria um assim' }) })
      .getByRole('img')
      .waitFor()
    await agent.thread.getByRole('button', { name: filled(words.open, { what: words.kind.video }) }).waitFor()
    await agent.thread
      .getByRole('button', { name: filled(words.open, { what: words.kind.sticker }) })
      .getByRole('img')
      .waitFor()
    const sound = agent.thread.getByRole('group', { name: words.kind.audio })
    await sound.getByRole('slider', { name: words.player.position }).waitFor()
    await sound.getByRole('button', { name: filled(words.player.speed, { speed: '1×' }) }).click()
    await sound.getByRole('button', { name: filled(words.player.speed, { speed: '1.5×' }) }).waitFor()
    await agent.thread.getByRole('button', { name: filled(words.save, { name: 'contrato.pdf' }) }).waitFor()

    await agent.thread.getByRole('button', { name: filled(words.open, { what: 'Queria um assim' }) }).click()
    const lightbox = agent.page.getByRole('dialog', { name: words.lightbox.label })
    expect(await lightbox.boundingBox()).toEqual({ x: 0, y: 0, ...agent.page.viewportSize() })
    await lightbox.getByText(filled(words.lightbox.place, { at: '1', count: '4' })).waitFor()
    await agent.page.keyboard.press('ArrowRight')
    await lightbox.getByText(filled(words.lightbox.place, { at: '2', count: '4' })).waitFor()
    await agent.page.keyboard.press('Escape')
    await lightbox.waitFor({ state: 'detached' })

    await agent.page.getByRole('button', { name: inbox.panel.files, exact: true }).click()
    const panel = agent.page.getByRole('complementary', { name: inbox.panel.label })
    await panel.getByRole('button', { name: filled(words.open, { what: 'Queria um assim' }) }).waitFor()
    await panel.getByText(words.shared.documents, { exact: true }).click()
    await panel.getByRole('button', { name: 'contrato.pdf' }).first().waitFor()
  })

  story('what an agent attaches and says reaches the phone, each as what it is', async (stage) => {
    const { agent, phones } = await counter(stage)
    const renan = await phones.newCustomer('Renan dos Anexos')
    await renan.writes('Me manda o catálogo?')
    await agent.opens('Renan dos Anexos')
    await agent.takes()

    await attach(agent.page, file('vitrine.jpg', 'image/jpeg', await photo(640, 480)), file('catalogo.pdf', 'application/pdf', PDF))
    const tray = agent.page.getByRole('region', { name: words.tray.label })
    await tray.getByRole('textbox', { name: filled(words.tray.caption, { name: 'catalogo.pdf' }) }).waitFor()
    await agent.page.getByRole('link', { name: common.nav.contacts }).click()
    await tray.waitFor({ state: 'detached' })
    await agent.page.goBack() // and what was put together is still there
    await agent.startsReply('Me manda o catálogo?')
    await tray.getByRole('textbox', { name: filled(words.tray.caption, { name: 'vitrine.jpg' }) }).fill('A vitrine de hoje')
    await sendTray(tray, 2)
    await renan.receives('A vitrine de hoje')
    await renan.bubble('A vitrine de hoje').getByText('Me manda o catálogo?').waitFor()
    await renan.seesFile('img', 'A vitrine de hoje')
    await renan.seesFile('link', 'catalogo.pdf')

    await attach(agent.page, file('oi.webp', 'image/webp', await animatedSticker()), file('festa.mp4', 'video/mp4', FILM))
    await sendTray(tray, 2)
    await renan.seesFile('img', sandbox.message.sticker)

    await attach(agent.page, file('programa.exe', 'application/x-msdownload', Buffer.from('MZ')))
    await tray.getByText(words.problem.type).waitFor()
    await tray.getByRole('button', { name: filled(words.tray.remove, { name: 'programa.exe' }) }).click()
    await tray.waitFor({ state: 'detached' })

    await agent.page.getByRole('button', { name: inbox.composer.voice }).click()
    const recorder = agent.page.getByRole('group', { name: words.voice.recorder })
    await recorder.getByText(SOME_SECONDS).waitFor()
    await recorder.getByRole('button', { name: words.voice.stop }).click()
    await recorder.getByRole('button', { name: words.player.play }).waitFor()
    await recorder.getByRole('button', { name: words.voice.send }).click()
    await recorder.waitFor({ state: 'detached' })
    await renan.seesFile('group', sandbox.message.voice)
    await agent.thread.getByRole('group', { name: words.kind.voice }).getByRole('slider').waitFor()
  })

  story('files dropped and pasted are put together with captions, given up and tried again, without losing the keyboard', async (stage) => {
    const { agent, phones } = await counter(stage)
    const { page } = agent
    const olga = await phones.newCustomer('Olga dos Pacotes')
    await olga.writes('Manda as fotos?')
    await agent.opens('Olga dos Pacotes')
    await agent.takes()
    const tray = page.getByRole('region', { name: words.tray.label })
    const caption = (name: string) => tray.getByRole('textbox', { name: filled(words.tray.caption, { name }) })
    const picture = await photo(320, 240)

    await meanwhile(page, 'hang', async () => {
      await drop(page, file('demora.jpg', 'image/jpeg', picture))
      await tray.getByRole('progressbar', { name: filled(words.tray.progress, { name: 'demora.jpg' }) }).waitFor()
      await tray.getByRole('button', { name: filled(words.tray.cancel, { name: 'demora.jpg' }) }).press('Enter')
      await tray.waitFor({ state: 'detached' })
    })
    await expect.poll(() => isFocused(agent.composer)).toBe(true)

    await meanwhile(page, 'break', async () => {
      await paste(agent.composer, file('caixa.jpg', 'image/jpeg', picture))
      await tray.getByText(problems.offline).waitFor()
    })
    await tray.getByRole('button', { name: words.tray.again }).press('Enter')
    await caption('caixa.jpg').fill('A caixa')
    await drop(page, file('frente.jpg', 'image/jpeg', picture), file('verso.jpg', 'image/jpeg', picture))
    await caption('frente.jpg').fill('A frente')
    await caption('verso.jpg').fill('O verso')
    await tray.getByRole('button', { name: filled(words.tray.send_other, { count: '3' }), exact: true }).waitFor()
    await caption('verso.jpg').press('Enter')
    await tray.waitFor({ state: 'detached' })
    await expect.poll(() => isFocused(agent.composer)).toBe(true)
    for (const said of ['A caixa', 'A frente', 'O verso']) await olga.receives(said)
  })

  story('a browser that does not record Opus sends a voice note all the same, or says that it cannot', async (stage) => {
    const { agent, phones } = await counter(stage)
    const { page } = agent
    const rui = await phones.newCustomer('Rui da Voz')
    await rui.writes('Pode mandar áudio')
    await agent.opens('Rui da Voz')
    await agent.takes()
    const recorder = page.getByRole('group', { name: words.voice.recorder })
    const speaks = async () => {
      await page.getByRole('button', { name: inbox.composer.voice }).click()
      await recorder.getByText(SOME_SECONDS).waitFor()
      await recorder.getByRole('button', { name: words.voice.stop }).press('Enter')
      await recorder.getByRole('button', { name: words.player.play }).waitFor()
    }

    await page.addInitScript(recordsPlainSound)
    await page.reload()
    await speaks()
    await recorder.getByRole('button', { name: words.voice.send }).press('Enter')
    await recorder.waitFor({ state: 'detached' })
    await rui.seesFile('group', sandbox.message.voice)

    await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'AudioEncoder'))
    await page.reload()
    await speaks()
    await recorder.getByText(words.voice.plain).waitFor()
    await page.keyboard.press('Escape')
    await recorder.waitFor({ state: 'detached' })
    await expect.poll(() => isFocused(agent.composer)).toBe(true)
  })

  story('a photo over the limit is offered smaller, and goes out so', async (stage) => {
    const { agent, phones } = await counter(stage)
    const { page } = agent
    const nina = await phones.newCustomer('Nina das Fotos')
    await nina.writes('Manda a foto grande?')
    await agent.opens('Nina das Fotos')
    await agent.takes()
    await attach(page, file('grande.png', 'image/png', await heavyPicture()))
    const tray = page.getByRole('region', { name: words.tray.label })
    await tray.getByRole('button', { name: words.tray.shrink }).click()
    await tray.getByRole('textbox', { name: filled(words.tray.caption, { name: 'grande.jpg' }) }).fill('Agora cabe')
    await tray.getByRole('button', { name: filled(words.tray.send_one, { count: '1' }), exact: true }).click()
    await tray.waitFor({ state: 'detached' })
    await nina.seesFile('img', 'Agora cabe')
  })

  async function counter(stage: Parameters<typeof signedIn>[0]): Promise<{ agent: Agent; phones: Phones }> {
    const page = await signedIn(stage)
    const { items } = await call<{ items: unknown[] }>(page, 'GET', '/numbers')
    if (items.length === 0) await sandboxNumber(page)
    const phones = new Phones(await page.context().newPage())
    await phones.open()
    const agent = new Agent(page)
    await agent.comesIn()
    return { agent, phones }
  }
})

async function sendTray(tray: Locator, count: number): Promise<void> {
  await tray.getByRole('button', { name: filled(words.tray.send_other, { count: String(count) }), exact: true }).click()
  await tray.waitFor({ state: 'detached' })
}

const isFocused = (field: Locator) => field.evaluate((element) => element === document.activeElement)

/** While uploads hang, or break off. */
async function meanwhile(page: Page, what: 'hang' | 'break', act: () => Promise<void>): Promise<void> {
  const uploads = (url: URL) => url.pathname === '/api/v1/media'
  await page.route(uploads, async (route) => {
    if (route.request().method() !== 'POST') return route.fallback()
    if (what === 'break') await route.abort()
  })
  await act()
  await page.unroute(uploads)
}

/** Runs in the page: a recorder that knows MP4 alone, and puts sound into it that is not Opus. */
function recordsPlainSound(): void {
  const Whole = MediaRecorder
  globalThis.MediaRecorder = class extends Whole {
    constructor(sound: MediaStream) {
      super(sound, { mimeType: 'audio/webm;codecs=pcm' })
    }
    static override isTypeSupported(type: string): boolean {
      return type === 'audio/mp4'
    }
  }
}
