/** A public page, whole without a script: Meta's crawler reads what arrives. */
import type { LegalFacts, LegalPage } from '@recado/contract/legal'
import { LEGAL_PAGES, NEEDED_FACTS } from '@recado/contract/legal-pages'
import type { Locale } from '@recado/contract/team'
import type { RequestStatus } from './forget-app-user.ts'
import { escapeHtml, toHtml } from './markup.ts'
import en from './words/en.ts'
import es from './words/es.ts'
import ptBR from './words/pt-BR.ts'

export const WORDS = { 'pt-BR': ptBR, en, es } as const satisfies Record<Locale, typeof ptBR>
const LANGUAGES: Readonly<Record<Locale, string>> = { 'pt-BR': 'Português', en: 'English', es: 'Español' }

export const missingFacts = (facts: LegalFacts): (typeof NEEDED_FACTS)[number][] => NEEDED_FACTS.filter((name) => facts[name] === '')

/** Our wording with the operator's facts; a gap is shown as one. */
export function standardText(page: LegalPage, locale: Locale, facts: LegalFacts): string {
  const words = WORDS[locale]
  const filled = Object.fromEntries(missingFacts(facts).map((name) => [name, words.blank]))
  return words.body[page]({ ...facts, ...filled })
}

/** `?lang=` first, then what the browser asks for, then Portuguese. */
export function localeOf(asked: string | undefined, header: string | undefined): Locale {
  const tags = [asked ?? '', ...(header ?? '').split(',')].map((tag) => tag.trim().slice(0, 2).toLowerCase())
  for (const tag of tags) {
    if (tag === 'pt') return 'pt-BR'
    if (tag === 'en' || tag === 'es') return tag
  }
  return 'pt-BR'
}

export interface Published {
  readonly page: LegalPage
  readonly locale: Locale
  readonly text: string
  readonly facts: LegalFacts
  readonly updatedAt: Date
  readonly isReady: boolean
}

export function legalDocument({ page, locale, text, facts, updatedAt, isReady }: Published): string {
  const words = WORDS[locale]
  const title = words.title[page]
  const notice = isReady ? '' : `<p class="draft" role="note">${escapeHtml(words.draft)}</p>`
  const updated = `<p class="quiet">${escapeHtml(words.updated)} <time datetime="${updatedAt.toISOString()}">${day(updatedAt, locale)}</time></p>`
  return layout({ locale, title, facts, path: `/legal/${page}`, main: `${notice}${toHtml(text)}${updated}` })
}

export function statusDocument(locale: Locale, facts: LegalFacts, code: string, status: RequestStatus | null): string {
  const words = WORDS[locale].status
  const path = `/legal/data-deletion/${encodeURIComponent(code)}`
  if (status === null) {
    const title = words.title.deletion
    return layout({ locale, title, facts, path, main: `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(words.unknown)}</p>` })
  }
  const { tokens, workspaces } = status.found
  const title = words.title[status.kind]
  const main = [
    `<h1>${escapeHtml(title)}</h1>`,
    `<p>${escapeHtml(words.code)}: <code>${escapeHtml(code)}</code></p>`,
    `<p>${escapeHtml(words.received)} <time datetime="${status.receivedAt.toISOString()}">${day(status.receivedAt, locale)}</time></p>`,
    `<p><strong>${escapeHtml(words.done)}</strong></p>`,
    `<p>${escapeHtml(tokens === 0 ? words.nothing : words.tokens(tokens, workspaces))}</p>`,
    `<p>${escapeHtml(words.rest)}</p>`,
  ]
  return layout({ locale, title, facts, path, main: main.join('\n') })
}

const day = (at: Date, locale: Locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(at)

interface Layout {
  readonly locale: Locale
  readonly title: string
  readonly facts: LegalFacts
  readonly path: string
  readonly main: string
}

const STYLE = `:root{color-scheme:light dark}body{margin:0;font:16px/1.6 system-ui,sans-serif;color:#1b2733;background:#fff}
main,nav{max-width:44rem;margin:0 auto;padding:1rem 1.25rem}main{overflow-wrap:anywhere}h1{line-height:1.25}h2{margin-top:2rem;font-size:1.15rem}
nav{display:flex;flex-wrap:wrap;gap:.25rem 1rem;font-size:.9rem}a{color:#0b5e75}.quiet{color:#52606d;font-size:.9rem;margin-top:2.5rem}
.draft{border:1px solid #9a6700;border-radius:8px;padding:.75rem 1rem;background:#fff8e5;color:#5c3d00}[aria-current]{font-weight:600;text-decoration:none}
@media(prefers-color-scheme:dark){body{color:#e4eaf0;background:#12181f}a{color:#7fd0e8}.quiet{color:#a3b1bf}.draft{background:#2e2410;color:#f5d78e}}`

function layout({ locale, title, facts, path, main }: Layout): string {
  const words = WORDS[locale]
  const languages = Object.entries(LANGUAGES).map(
    ([tag, name]) =>
      `<a href="${path}?lang=${tag}" lang="${tag}" hreflang="${tag}"${tag === locale ? ' aria-current="true"' : ''}>${name}</a>`,
  )
  const pages = LEGAL_PAGES.map(
    (page) => `<a href="/legal/${page}?lang=${locale}"${path === `/legal/${page}` ? ' aria-current="page"' : ''}>${words.title[page]}</a>`,
  )
  const name = escapeHtml(facts.productName)
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}${name ? ` · ${name}` : ''}</title><style>${STYLE}</style></head>
<body><nav aria-label="${escapeHtml(title)}">${pages.join('')}</nav><main>
${main}
</main><nav aria-label="Language">${languages.join('')}</nav></body></html>
`
}
