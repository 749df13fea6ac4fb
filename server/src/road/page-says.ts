/** Whether a public page says what Meta wants to read on it. Words of the three languages; a page needs one of each row. */
import type { Probed } from './probe.ts'
import { failed, passed, type Verdict } from './verdict.ts'

export type PageKind = 'privacy' | 'terms' | 'deletion'

const WHATSAPP: readonly [string, RegExp] = ['whatsapp', /whatsapp/i]
const CONTACT: readonly [string, RegExp] = ['contact', /[\w.+-]+@[\w-]+(\.[\w-]+)+/]
const DELETION: readonly [string, RegExp] = ['deletion', /delet|eras|exclu|apag|elimin|borr/i]

const MUST_SAY: Readonly<Record<PageKind, readonly (readonly [string, RegExp])[]>> = {
  privacy: [
    WHATSAPP,
    ['retention', /retention|retain|kept|keep|months|days|retenção|guardad|meses|dias|días|conserv/i],
    ['rights', /rights|access|direitos|acesso|derechos|acceso/i],
    DELETION,
    CONTACT,
  ],
  terms: [['terms', /terms|termos|condiciones|términos/i], WHATSAPP, CONTACT],
  deletion: [DELETION, CONTACT],
}

const SLOW_MS = 3000

export function judgePage(kind: PageKind, url: string, page: Probed): Verdict {
  if (page.kind === 'failed') return failed('page_unreachable', { url, cause: page.cause })
  if (page.status !== 200) return failed('page_dead', { url, status: page.status })
  if (!/html|text\/plain/.test(page.contentType)) return failed('page_not_text', { url, type: page.contentType.split(';')[0] ?? '' })
  if (page.ms > SLOW_MS) return failed('page_slow', { url, seconds: Math.round(page.ms / 1000) })
  const text = wordsOf(page.body.toString('utf8'))
  if (/class="draft"/.test(page.body.toString('utf8'))) return failed('page_draft', { url })
  const lacks = MUST_SAY[kind].filter(([, pattern]) => !pattern.test(text)).map(([name]) => name)
  return lacks.length > 0 ? failed('page_lacks', { url, lacks: lacks.join(', ') }) : passed('page_good', { url, ms: page.ms })
}

/** What a reader sees, near enough; menus around the text say nothing. */
const wordsOf = (html: string): string =>
  (/<main\b[\s\S]*<\/main>/i.exec(html)?.[0] ?? html)
    .replaceAll(/<(script|style)\b[\s\S]*?<\/\1>/gi, ' ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
