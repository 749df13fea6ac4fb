/** An agent at the inbox, doing what agents do and seeing what they see. */
import type { Locator, Page } from 'playwright-core'
import compose from '../../../web/src/i18n/pt-BR/compose.ts'
import words from '../../../web/src/i18n/pt-BR/inbox.ts'
import templates from '../../../web/src/i18n/pt-BR/templates.ts'
import { anyOf, filled } from './words.ts'

type Status = keyof typeof words.status

interface ChosenFile {
  name: string
  mimeType: string
  buffer: Buffer
}

interface Sending {
  readonly file?: { readonly label: string; readonly chosen: ChosenFile } | undefined
  /** Where it has several, as Meta writes it. */
  readonly language?: string
}

export class Agent {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** The inbox, with everybody's conversations in the list. */
  async comesIn(): Promise<void> {
    await this.page.goto('/inbox')
    await this.page.getByText(words.tab.all).click()
    await this.page.getByRole('heading', { name: words.list.title }).waitFor()
  }

  card(name: string): Locator {
    return this.page.locator('[data-card]', { hasText: name })
  }

  get thread(): Locator {
    return this.page.getByRole('log')
  }

  bubble(text: string): Locator {
    return this.thread.locator('[data-message]', { hasText: text })
  }

  async opens(name: string): Promise<void> {
    await this.card(name).click()
    await this.page.getByRole('log', { name: filled(words.thread.label, { name }) }).waitFor()
  }

  async takes(): Promise<void> {
    await this.#reply.getByRole('button', { name: words.action.accept }).click()
    await this.composer.waitFor()
  }

  get composer(): Locator {
    return this.page.getByRole('textbox', { name: anyOf(words.composer.label) })
  }

  async types(text: string): Promise<void> {
    await this.composer.fill(text)
  }

  async answers(text: string): Promise<void> {
    await this.composer.fill(text)
    await this.composer.press('Enter')
    await this.bubble(text).first().waitFor()
  }

  async sees(text: string): Promise<void> {
    await this.bubble(text).first().waitFor()
  }

  /** The tick of one of our messages, by its word. */
  async seesTick(text: string, status: Status): Promise<void> {
    await this.bubble(text).first().getByRole('img', { name: words.status[status], exact: true }).waitFor()
  }

  async closes(): Promise<void> {
    await this.#header.getByRole('button', { name: words.action.close, exact: true }).click()
  }

  async reopens(): Promise<void> {
    await this.#header.getByRole('button', { name: words.action.reopen, exact: true }).click()
  }

  /** Only approved templates from here on. */
  async seesWindowClosed(): Promise<void> {
    await this.#reply.getByText(anyOf(words.window.closedSince)).waitFor()
    await this.composer.waitFor({ state: 'detached' })
  }

  /** Answers one message in particular. */
  async replies(to: string, text: string): Promise<void> {
    await this.startsReply(to)
    await this.answers(text)
  }

  /** What is sent next answers that message. */
  async startsReply(to: string): Promise<void> {
    await this.#bubbleMenu(to)
    await this.page.getByRole('menuitem', { name: words.bubble.reply }).click()
    await this.page.getByText(anyOf(words.composer.replyingTo)).waitFor()
  }

  async reacts(to: string, emoji: string): Promise<void> {
    await this.#bubbleMenu(to)
    await this.page.getByRole('menuitem', { name: filled(words.bubble.react, { emoji }) }).click()
    await this.bubble(to).getByText(emoji).first().waitFor()
  }

  /** Opens one of the forms behind the plus. */
  async composes(form: keyof typeof compose.form): Promise<Locator> {
    await this.#reply.getByRole('button', { name: words.composer.add }).click()
    await this.page.getByRole('menuitem', { name: compose.form[form], exact: true }).click()
    const dialog = this.page.getByRole('dialog', { name: compose.form[form] })
    await dialog.waitFor()
    return dialog
  }

  /** Fills in one of those forms and sends it. What is chosen decides which fields there are, so it comes first. */
  async sends(
    form: keyof typeof compose.form,
    fields: Readonly<Record<string, string>>,
    chosen?: readonly [label: string, option: string],
  ): Promise<void> {
    const dialog = await this.composes(form)
    if (chosen) await dialog.getByLabel(chosen[0], { exact: true }).selectOption({ label: chosen[1] })
    for (const [label, value] of Object.entries(fields)) await dialog.getByLabel(label, { exact: true }).fill(value)
    await dialog.getByRole('button', { name: compose.send, exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
  }

  /** Chooses a template by name, fills its fields in order and sends it. The file goes into every field of that label. */
  async sendsTemplate(name: string, fields: Readonly<Record<string, string>>, { file, language = '' }: Sending = {}): Promise<void> {
    await this.page.getByRole('button', { name: words.action.sendTemplate }).first().click()
    const picker = this.page.getByRole('dialog', { name: anyOf(templates.picker.title) })
    await picker.getByRole('textbox', { name: templates.choose.search }).fill(name)
    await picker.getByRole('radio', { name: new RegExp(`${name} ${language}`.trim()) }).click()
    const inputs = picker.locator('input, textarea')
    for (const [label, value] of Object.entries(fields)) await picker.getByLabel(label).and(inputs).fill(value)
    if (file) {
      const fields = picker.getByLabel(file.label, { exact: true })
      await fields.first().waitFor({ state: 'attached' })
      for (const field of await fields.all()) await field.setInputFiles(file.chosen)
    }
    await picker.getByRole('button', { name: templates.picker.send }).click()
    await picker.waitFor({ state: 'detached' })
  }

  /** Somebody else looks at a conversation that nobody has taken. */
  async seesLooking(who: string): Promise<void> {
    await this.page.getByText(filled(words.pending.others_one, { who })).waitFor()
  }

  /** Somebody else is in the conversation. */
  async seesPresence(who: string, doing: 'looking' | 'typing'): Promise<void> {
    await this.page.getByText(filled(words.presence[`${doing}_one`], { who })).waitFor()
  }

  async #bubbleMenu(text: string): Promise<void> {
    const bubble = this.bubble(text).first()
    await bubble.hover()
    await bubble.getByRole('button', { name: anyOf(words.bubble.more) }).click()
  }

  get #reply(): Locator {
    return this.page.locator('[data-region=composer]')
  }

  get #header(): Locator {
    return this.page.getByRole('banner').or(this.page.locator('header')).last()
  }
}
