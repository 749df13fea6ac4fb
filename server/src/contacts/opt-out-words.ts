/** What a customer writes who wants no more marketing. The whole message must be such a word: "não vou sair hoje" is talk. Pure. */
import { fold } from '../platform/fold.ts'

const WORDS = new Set([
  // Portuguese
  'sair',
  'parar',
  'pare',
  'cancelar',
  'descadastrar',
  'descadastre',
  'descadastro',
  'remover',
  'nao quero receber',
  'nao quero mais',
  'nao quero mais receber',
  'cancelar inscricao',
  'parar de receber',
  'parar promocoes',
  'parar de receber promocoes',
  'nao enviar mais',
  // Spanish
  'salir',
  'baja',
  'dar de baja',
  'darme de baja',
  'darse de baja',
  'no quiero recibir',
  'no quiero mas',
  'no mas mensajes',
  'alto',
  'detener',
  'detener promociones',
  // English; the words that carriers made known, and the label of Meta's own button
  'stop',
  'stop all',
  'stopall',
  'unsubscribe',
  'opt out',
  'optout',
  'end',
  'quit',
  'stop promotions',
  'cancel',
])

/** @returns the word as the customer wrote it, or null. Text, an answer by button, and the payload of a template's button count. */
export function optOutWord(type: string, text: string, content: unknown): string | null {
  if (type !== 'text' && type !== 'button' && type !== 'interactive') return null
  const payload = type === 'button' && typeof content === 'object' && content !== null && 'payload' in content ? content.payload : null
  return [text, payload].find((said): said is string => typeof said === 'string' && WORDS.has(plain(said)))?.trim() ?? null
}

const LONGEST = 60

function plain(said: string): string {
  if (said.length > LONGEST) return '' // talk; most messages are not even looked at
  return fold(said)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
