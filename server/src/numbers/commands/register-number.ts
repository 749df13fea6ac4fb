/** Bringing a number onto Cloud API by hand: code, verification, registration with its PIN; and off it again. */
import type { NumberRegistration } from '@recado/contract/registration'
import type { CallResult, GraphClient } from '../../outbound/graph-client.ts'
import { deregisterNumber, readRegistration, registerNumber, requestCode, setPin, verifyCode } from '../../outbound/graph-registration.ts'
import { Refusal } from '../../platform/errors.ts'
import { inTransaction, type Scope } from '../../platform/scope.ts'
import { accessNumber } from '../access.ts'
import { askMeta } from '../ask-meta.ts'
import type { MetaDeps } from '../deps.ts'
import type { NumberTarget } from '../graph-target.ts'
import { keepPin } from './keep-pin.ts'
import { refreshNumber } from './refresh-number.ts'

export async function readNumberRegistration(scope: Scope, deps: MetaDeps, number: string): Promise<NumberRegistration> {
  const { once: _once, ...looking } = scope
  const row = await inTransaction(looking, (tx) => accessNumber(tx, number, 'numbers.connect'))
  const facts = await ask(looking, deps, { number, what: 'show its registration' }, (graph, { target, phoneNumberId }) =>
    readRegistration(graph, target, phoneNumberId),
  )
  return {
    status: facts.status,
    verification: facts.code_verification_status,
    hasPin: facts.is_pin_enabled ?? null,
    isPinKept: row.pin !== '',
    isOnPhoneApp: facts.is_on_biz_app === true,
  }
}

export async function askForCode(
  scope: Scope,
  deps: MetaDeps,
  number: string,
  order: { readonly method: 'SMS' | 'VOICE'; readonly language: string },
): Promise<void> {
  await ask(scope, deps, { number, what: 'send a code' }, (graph, { target, phoneNumberId }) =>
    requestCode(graph, target, { phoneNumberId, ...order }),
  )
}

export async function giveCode(scope: Scope, deps: MetaDeps, number: string, code: string): Promise<NumberRegistration> {
  await ask(scope, deps, { number, what: 'accept the code' }, (graph, { target, phoneNumberId }) =>
    verifyCode(graph, target, phoneNumberId, code.replace('-', '')),
  )
  return readNumberRegistration(scope, deps, number)
}

/** The PIN is sealed here first: one that Meta has and nobody knows locks the number's owner out. A wrong one is forgotten again. */
export async function registerByHand(scope: Scope, deps: MetaDeps, number: string, pin: string): Promise<NumberRegistration> {
  await inTransaction(withoutKey(scope), (tx) => accessNumber(tx, number, 'numbers.connect'))
  await keepPin(scope, deps.vault, number, pin)
  await ask(scope, deps, { number, what: 'register it' }, (graph, { target, phoneNumberId }) =>
    registerNumber(graph, target, phoneNumberId, pin),
  ).catch(async (error: unknown) => {
    if (error instanceof Refusal && error.details?.code === WRONG_PIN) await keepPin(scope, deps.vault, number, null)
    throw error
  })
  await refreshNumber(withoutKey(scope), deps, number)
  return readNumberRegistration(scope, deps, number)
}

const WRONG_PIN = 133005

export async function changePin(scope: Scope, deps: MetaDeps, number: string, pin: string): Promise<NumberRegistration> {
  await ask(scope, deps, { number, what: 'set its PIN' }, (graph, { target, phoneNumberId }) => setPin(graph, target, phoneNumberId, pin))
  await keepPin(scope, deps.vault, number, pin)
  return readNumberRegistration(scope, deps, number)
}

/** Nothing is sent or received through the number from here on; conversations, account and PIN stay, and it can be registered again. */
export async function deregisterByHand(scope: Scope, deps: MetaDeps, number: string): Promise<NumberRegistration> {
  await ask(scope, deps, { number, what: 'take it off Cloud API' }, (graph, { target, phoneNumberId }) =>
    deregisterNumber(graph, target, phoneNumberId),
  )
  await refreshNumber(withoutKey(scope), deps, number)
  return readNumberRegistration(scope, deps, number)
}

function ask<T>(
  scope: Scope,
  deps: MetaDeps,
  question: { readonly number: string; readonly what: string },
  call: (graph: GraphClient, number: NumberTarget) => Promise<CallResult<T>>,
): Promise<T> {
  return askMeta(scope, deps, { ...question, ability: 'numbers.connect' }, call)
}

/** The work is Meta's; an Idempotency-Key keeps the answer. */
function withoutKey({ once: _once, ...own }: Scope): Scope {
  return own
}
