/** An alert as an e-mail, in the reader's language. Pure. */
import en from '@recado/contract/alert-words/en'
import es from '@recado/contract/alert-words/es'
import pt from '@recado/contract/alert-words/pt-BR'
import type { AlertKind, AlertWords } from '@recado/contract/alerts'
import type { Locale } from '@recado/contract/team'

const WORDS: Readonly<Record<Locale, AlertWords>> = { 'pt-BR': pt, en, es }
const FRAME: Readonly<Record<Locale, { readonly many: string; readonly see: string; readonly why: string }>> = {
  'pt-BR': {
    many: '{{count}} avisos em {{workspace}}',
    see: 'Ver os avisos: {{link}}',
    why: 'Você recebe isto porque administra {{workspace}} no Recado.',
  },
  en: {
    many: '{{count}} alerts in {{workspace}}',
    see: 'See the alerts: {{link}}',
    why: 'You get this because you administer {{workspace}} in Recado.',
  },
  es: {
    many: '{{count}} avisos en {{workspace}}',
    see: 'Ver los avisos: {{link}}',
    why: 'Recibes esto porque administras {{workspace}} en Recado.',
  },
}

export interface Told {
  readonly kind: AlertKind
  readonly facts: Readonly<Record<string, string>>
}

export interface Reader {
  readonly locale: Locale
  readonly workspace: string
  readonly timeZone: string
  readonly link: string
}

/** One letter however many alerts there are: a ban that holds ten numbers is not ten letters. */
export function letterOf(alerts: readonly Told[], { locale, workspace, timeZone, link }: Reader): { subject: string; text: string } {
  const frame = FRAME[locale]
  const said = alerts.map(({ kind, facts }) => {
    const { title, body, mend } = WORDS[locale]
    const known = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, readable(value, locale, timeZone)]))
    return { title: fill(title[kind], known), text: `${fill(body[kind], known)}\n${fill(mend[kind], known)}` }
  })
  const [only] = said
  const subject = said.length === 1 && only ? only.title : fill(frame.many, { count: String(said.length), workspace })
  const text = [...said.map((one) => `${one.title}\n\n${one.text}`), fill(frame.see, { link }), fill(frame.why, { workspace })].join('\n\n')
  return { subject: subject.replace(/[\r\n]+/g, ' '), text }
}

/** What is not known is said as such. */
const fill = (text: string, facts: Readonly<Record<string, string>>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (_hole, name: string) => facts[name] ?? '?')

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const readable = (value: string, locale: Locale, timeZone: string): string =>
  INSTANT.test(value) ? new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(new Date(value)) : value
