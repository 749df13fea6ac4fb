/** Meta's rules for a carousel: two to ten cards, all built alike, each with a file, a short text and one or two buttons. */
import { judgeBody } from './body-rules.ts'
import { judgeButton } from './button-rules.ts'
import { CARD_BUTTONS, type DraftCard, type TemplateDraft } from './draft.ts'
import type { DraftProblem } from './problem.ts'
import { judgeFile } from './sample-rules.ts'

export const CARDS = { least: 2, most: 10 } as const
export const MOST_CARD_BUTTONS = 2
const BODY = 160

/** @param now milliseconds */
export function judgeCards({ cards, parameterFormat }: TemplateDraft, now: number): DraftProblem[] {
  const problems: DraftProblem[] = []
  if (cards.length < CARDS.least || cards.length > CARDS.most) problems.push({ place: 'cards', rule: 'cards_count' })
  if (new Set(cards.map(shapeOf)).size > 1) problems.push({ place: 'cards', rule: 'cards_same' })
  return [...problems, ...cards.flatMap((card, at) => judgeCard(card, at, { format: parameterFormat, now }))]
}

const shapeOf = ({ buttons }: DraftCard): string => buttons.map(({ kind }) => kind).join()

interface Judging {
  readonly format: TemplateDraft['parameterFormat']
  readonly now: number
}

function judgeCard(card: DraftCard, at: number, { format, now }: Judging): DraftProblem[] {
  const { file, body, samples, buttons } = card
  const fits =
    buttons.length >= 1 && buttons.length <= MOST_CARD_BUTTONS && buttons.every(({ kind }) => CARD_BUTTONS.some((one) => one === kind))
  return [
    ...judgeFile(`card.${at}.file`, file, now),
    ...judgeBody({ body, samples, most: BODY, format }, { text: `card.${at}.body`, sample: (name) => `card.${at}.sample.${name}` }),
    ...(fits ? [] : [{ place: `card.${at}.buttons`, rule: 'card_buttons' } as const]),
    ...buttons.flatMap((_, button) => judgeButton(buttons, button, (part) => `card.${at}.button.${button}.${part}`)),
  ]
}
