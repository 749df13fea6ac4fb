/** Whoever writes templates, at the builder. */
import type { DraftButtonKind, DraftCategory, DraftLayout, HeaderFormat } from '@recado/contract/template-draft/draft'
import type { Locator, Page } from 'playwright-core'
import words from '../../../web/src/i18n/pt-BR/builder.ts'
import { filled } from './words.ts'

interface File {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

interface WrittenButton {
  readonly kind: DraftButtonKind
  readonly text?: string
  readonly value?: string
  readonly sample?: string
}

const VALUE_LABEL = {
  URL: words.field.url,
  PHONE_NUMBER: words.field.phone,
  COPY_CODE: words.field.coupon,
  FLOW: words.field.flow,
  VOICE_CALL: words.field.callMinutes,
} as const
const hasValue = (kind: DraftButtonKind): kind is keyof typeof VALUE_LABEL => kind in VALUE_LABEL

export class TemplateWriter {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** A blank page, and what kind of template it becomes. */
  async begins(name: string, category: DraftCategory, layout: DraftLayout = 'PLAIN'): Promise<void> {
    await this.page.goto('/templates/new')
    await this.chooses(words.field.category, category)
    if (layout !== 'PLAIN') await this.chooses(words.field.layout, layout)
    await this.field(words.field.name).fill(name)
  }

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true })
  }

  async chooses(label: string, value: string): Promise<void> {
    await this.page.getByRole('combobox', { name: label, exact: true }).selectOption(value)
  }

  /** @param samples by the names of the variables */
  async writes(text: string, samples: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.field(words.field.body).fill(text)
    for (const [name, sample] of Object.entries(samples)) {
      await this.field(filled(words.field.sample, { name: `{{${name}}}` })).fill(sample)
    }
  }

  async putsOnTop(format: HeaderFormat, file?: File): Promise<void> {
    await this.chooses(words.field.headerKind, format)
    if (file) await this.uploads(words.field.headerFile, file)
  }

  /** The file is at Meta when its name stands there. */
  async uploads(label: string, file: File): Promise<void> {
    const field = this.page.locator('div', { has: this.field(label) }).last()
    await this.field(label).setInputFiles(file)
    await field.getByText(file.name, { exact: true }).waitFor()
  }

  async adds(...buttons: readonly WrittenButton[]): Promise<void> {
    for (const [at, { kind, text, value, sample }] of buttons.entries()) {
      const number = String(at + 1)
      await this.page.getByRole('button', { name: words.field.addButton }).click()
      await this.chooses(filled(words.field.buttonKind, { number }), kind)
      if (text !== undefined) await this.field(filled(words.field.buttonText, { number })).fill(text)
      if (value !== undefined && hasValue(kind)) await this.field(filled(VALUE_LABEL[kind], { number })).fill(value)
      if (sample !== undefined) {
        const label = kind === 'FLOW' ? words.field.screen : words.field.urlSample
        await this.field(filled(label, { number })).fill(sample)
      }
    }
  }

  /** Off to Meta, and back to the list of templates. */
  async submits(): Promise<void> {
    await this.page.getByRole('button', { name: words.submit }).click()
    await this.page.waitForURL(/\/templates$/)
  }

  /** A line of the list. */
  row(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name: typeof name === 'string' ? new RegExp(`^${name}`) : name })
  }
}
