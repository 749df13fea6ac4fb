/** Whether a permission's description would pass: made of the operator's own facts, unlike others, and claiming only what is there. */
import type { LegalFacts } from '@recado/contract/legal'
import type { RoadFacts, TextProblem } from '@recado/contract/road'
import type { Permission } from '@recado/contract/road-items'
import { KNOWN_TEXTS } from './known-texts.ts'
import { shareOf, shingles } from './similarity.ts'
import { CLAIMS } from './uses.ts'
import { failed, passed, type Verdict } from './verdict.ts'

export interface TextCase {
  readonly permission: Permission
  readonly body: string
  /** What was last made from the facts; the same text means that no person has touched it. */
  readonly draft: string
  /** The other permission's text in the same language, if there is one. */
  readonly other: string
  readonly legal: LegalFacts
  readonly facts: RoadFacts
  readonly routes: ReadonlySet<string>
}

const LEAST_LENGTH = 400
const MOST_KNOWN = 0.2
const MOST_SHARED = 0.35

/** Words that reviewers turn down, and what they point at. */
const TURNED_DOWN: readonly RegExp[] = [
  /\b(ai|ia) chat\s?bots?\b|chat\s?bots? (with|de|com) (ai|ia)|general[- ]purpose (assistant|ai|chatbot)/i,
  /\b(bulk|mass) (messag\w+|sends?|sending)|(mensagens|envios?|disparos?) em massa/i,
  /\bspam\w*/i,
  /\bunlimited messages|mensagens ilimitadas/i,
  /\bscrap(e|ing)\b/i,
  /\bunofficial\b|não[- ]oficial/i,
]

/** Phrases of the other permission: a text about two is a text about neither. */
const FOREIGN: Readonly<Record<Permission, RegExp>> = {
  whatsapp_business_messaging: /\b(create|edit|delete|submit)\w* (a |message |new )*templates?\b|(criar|editar|excluir) (novos )?modelos/i,
  whatsapp_business_management: /\bsend(s|ing)? (and receive )?(a )?(messages?|repl(y|ies))\b|enviar (e receber )?(mensagens|respostas)/i,
}

export function textProblems({ permission, body, draft, other, legal, facts, routes }: TextCase): TextProblem[] {
  const text = body.trim()
  if (text === '') return [{ code: 'text_missing', severity: 'stop', facts: {} }]
  const problems: TextProblem[] = []
  const stop = (code: string, more: TextProblem['facts'] = {}) => problems.push({ code, severity: 'stop', facts: more })
  const warn = (code: string, more: TextProblem['facts'] = {}) => problems.push({ code, severity: 'warn', facts: more })
  const pieces = shingles(text)
  const known = shareOf(pieces, KNOWN_TEXTS)
  const shared = shareOf(pieces, shingles(other))
  if (text.length < LEAST_LENGTH) stop('text_short', { length: text.length, least: LEAST_LENGTH })
  if (known > MOST_KNOWN) stop('text_copied', { percent: Math.round(known * 100) })
  if (shared > MOST_SHARED) stop('text_same', { percent: Math.round(shared * 100) })
  if (draft !== '' && text === draft.trim()) stop('text_untouched')
  if (!text.includes(permission)) warn('text_no_permission', { permission })
  const own = ownFacts(text, legal, facts)
  if (own.missing.length > 0) stop('text_generic', { lacks: own.missing.join(', ') })
  for (const pattern of TURNED_DOWN) {
    const word = pattern.exec(text)?.[0]
    if (word !== undefined) stop('text_word', { word })
  }
  for (const { what, words, route } of CLAIMS) {
    const word = words.exec(text)?.[0]
    const isThere = route !== null && [...routes].some((each) => route.test(each))
    if (word !== undefined && !isThere) stop('text_unsupported', { what, word })
  }
  const foreign = FOREIGN[permission].exec(text)?.[0]
  if (foreign !== undefined) warn('text_foreign', { word: foreign })
  return problems
}

/** A reviewer must find in it who uses what: the product, the kind of client, and at least one screen by its name. */
function ownFacts(text: string, legal: LegalFacts, facts: RoadFacts): { missing: string[] } {
  const has = (fact: string) => fact !== '' && text.toLowerCase().includes(fact.toLowerCase())
  return {
    missing: [
      has(legal.productName) ? '' : 'product',
      has(facts.clients) || has(facts.users) ? '' : 'users',
      facts.screens.some(has) ? '' : 'screens',
    ].filter((word) => word !== ''),
  }
}

/** The verdict of the item: the first thing that stops, else good. */
export function judgeTexts(problems: readonly TextProblem[]): Verdict {
  const stops = problems.filter(({ severity }) => severity === 'stop')
  const [first] = stops
  return first ? failed(first.code, { ...first.facts, more: stops.length - 1 }) : passed('text_good', { warnings: problems.length })
}
