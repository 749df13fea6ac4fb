/** A customer with their phone in hand, on the page of the simulated phones. */
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import words from '../../../web/src/i18n/pt-BR/sandbox.ts'
import { anyOf, filled } from './words.ts'

type Tick = keyof typeof words.tick

export class Phones {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** @param number where the workspace has several of them */
  async open(number?: string): Promise<void> {
    await this.page.goto(number === undefined ? '/sandbox/phone' : `/sandbox/phone?number=${number}`)
    await this.page.getByRole('heading', { name: words.customers.title }).waitFor()
  }

  /** A customer who has never written, phone in hand. */
  async newCustomer(name: string): Promise<Phone> {
    await this.page.getByRole('button', { name: words.customers.new }).click()
    const form = this.page.getByRole('dialog', { name: words.form.title })
    await form.getByLabel(words.form.name).fill(name)
    await form.getByRole('button', { name: words.form.create }).click()
    return this.of(name)
  }

  /** Somebody who is there already: their phone is taken in hand, where it is not. */
  async takes(name: string): Promise<Phone> {
    await this.page.getByRole('checkbox', { name }).check()
    return this.of(name)
  }

  async of(name: string): Promise<Phone> {
    const phone = new Phone(this.page, name)
    await phone.isInHand()
    return phone
  }

  /** Backstage: the account's clock moves on by a day. */
  async moveClockOn(): Promise<void> {
    await this.page.getByRole('button', { name: words.backstage.clockDo }).click()
    await this.page.getByText(words.backstage.clockAhead.split('{{')[0]?.trim() ?? '', { exact: false }).waitFor()
  }

  async refuseNext(code: keyof typeof words.refusal): Promise<void> {
    const done = this.page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.ok())
    await this.page.getByLabel(words.backstage.refuseNext).selectOption(code)
    await done
  }

  async setSwitch(which: 'offline' | 'unreadReceipts' | 'delay', on: boolean): Promise<void> {
    const control = this.page.getByRole('switch', { name: new RegExp(`^${words.backstage[which]}`) })
    const done = this.page.waitForResponse((answer) => ['PATCH', 'PUT'].includes(answer.request().method()) && answer.ok())
    if ((await control.isChecked()) !== on) await control.click()
    await done
    await expect.poll(() => control.isChecked()).toBe(on)
  }

  /** Somebody writes to the customer on the business's own phone. */
  async writesFromPhoneApp(text: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: anyOf(words.backstage.echo) })
    await field.fill(text)
    await field.press('Enter')
  }

  /** The customer's security code, phone number or WhatsApp id changes, and WhatsApp tells the business. */
  async changes(what: 'identity' | 'newNumber' | 'newUserId'): Promise<void> {
    const told = this.page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.ok())
    await this.page.getByRole('button', { name: new RegExp(`^${words.backstage.change}: ${anyOf(words.backstage[what]).source}`) }).click()
    await told
  }

  /** The list of webhooks sent. */
  get deliveries(): Locator {
    return this.page.getByRole('list', { name: words.delivery.list })
  }
}

export class Phone {
  readonly page: Page
  readonly name: string
  readonly #screen: Locator

  constructor(page: Page, name: string) {
    this.page = page
    this.name = name
    this.#screen = page.getByRole('region', { name: filled(words.phone.label, { name }) })
  }

  isInHand(): Promise<void> {
    return this.#screen.waitFor()
  }

  get chat(): Locator {
    return this.#screen.getByRole('log')
  }

  /** The bubble that says it; one that only quotes it is another. */
  bubble(text: string): Locator {
    return this.chat.locator('[data-message]').filter({ has: this.page.locator('[data-words]', { hasText: text }) })
  }

  async writes(text: string): Promise<void> {
    const field = this.#screen.getByRole('textbox', { name: filled(words.composer.messageAs, { name: this.name }) })
    await field.fill(text)
    await field.press('Enter')
    await this.bubble(text).waitFor()
  }

  /** Exactly one bubble says it. */
  async receives(text: string): Promise<void> {
    await this.bubble(text).first().waitFor()
  }

  /** Somewhere in the chat, be it in a bubble's words or in a card of it. */
  async reads(text: string): Promise<void> {
    await this.chat.getByText(text).first().waitFor()
  }

  async seesTick(text: string, tick: Tick): Promise<void> {
    await this.bubble(text).getByRole('img', { name: words.tick[tick], exact: true }).waitFor()
  }

  async seesTyping(): Promise<void> {
    await this.#screen.getByRole('status').getByText(words.phone.typing).waitFor()
  }

  async replies(to: string, text: string): Promise<void> {
    await this.#menu(to)
    await this.page.getByRole('menuitem', { name: words.message.reply }).click()
    await this.writes(text)
  }

  /** Takes the reaction back. */
  async unreacts(to: string, emoji: string): Promise<void> {
    await this.#menu(to)
    await this.page.getByRole('menuitem', { name: filled(words.message.unreact, { emoji }) }).click()
    await this.bubble(to).getByText(emoji, { exact: true }).waitFor({ state: 'detached' })
  }

  async reacts(to: string, emoji: string): Promise<void> {
    await this.#menu(to)
    await this.page.getByRole('menuitem', { name: filled(words.message.react, { emoji }) }).click()
    await this.bubble(to).getByText(emoji, { exact: true }).waitFor()
  }

  async sendsPicture(file: { name: string; mimeType: string; buffer: Buffer }, caption: string): Promise<void> {
    await this.#screen.locator('input[type=file]').setInputFiles(file)
    const field = this.#screen.getByRole('textbox', { name: words.composer.caption })
    await field.fill(caption)
    await field.press('Enter')
    await this.bubble(caption).waitFor()
  }

  /** A file of any kind; a photo or film may have a caption. */
  async sendsFile(file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    await this.#screen.locator('input[type=file]').setInputFiles(file)
    await this.#screen.getByRole('button', { name: words.composer.removePicture }).waitFor()
    await this.#screen.getByRole('button', { name: words.composer.send, exact: true }).click()
    await this.#screen.getByRole('button', { name: words.composer.removePicture }).waitFor({ state: 'detached' })
  }

  /** A bubble with a picture, player, link … of that name. */
  async seesFile(role: 'img' | 'group' | 'link', name: string): Promise<void> {
    await this.chat.getByRole(role, { name, exact: true }).first().waitFor()
  }

  /** A button of a template, or what a message asks for; of the one that says so, where several have it. */
  async presses(button: string, saying?: string): Promise<void> {
    const where = saying === undefined ? this.chat : this.bubble(saying)
    await where.getByRole('button', { name: button, exact: true }).click()
  }

  /** One of the things the page has ready to send: a place, a contact, an order, … */
  async sendsSample(what: keyof typeof words.sample): Promise<void> {
    await this.#screen.getByRole('button', { name: words.sample.menu }).click()
    await this.page.getByRole('menuitem', { name: words.sample[what] }).click()
  }

  async edits(text: string, next: string): Promise<void> {
    await this.#menu(text)
    await this.page.getByRole('menuitem', { name: words.message.edit }).click()
    const field = this.#screen.getByRole('textbox', { name: filled(words.composer.messageAs, { name: this.name }) })
    await field.fill(next)
    await field.press('Enter')
    await this.bubble(next).waitFor()
  }

  async deletes(text: string): Promise<void> {
    await this.#menu(text)
    await this.page.getByRole('menuitem', { name: words.message.revoke }).click()
    await this.bubble(words.message.revoked).first().waitFor()
  }

  /** Out of the chat, into the list of chats: what comes now is delivered and not read. */
  async leavesChat(): Promise<void> {
    await this.#screen.getByRole('button', { name: words.phone.back }).click()
  }

  async opensChat(): Promise<void> {
    await this.#screen.getByRole('button').first().click()
    await this.chat.waitFor()
  }

  async #menu(text: string): Promise<void> {
    await this.bubble(text).hover()
    await this.bubble(text)
      .getByRole('button', { name: words.message.menu.split('{{')[0] ?? '' })
      .click()
  }
}
