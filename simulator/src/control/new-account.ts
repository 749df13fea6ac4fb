/** A sandbox account, ready to talk: a registered number, templates, a subscribed app, and three customers to try it with. */
import { newNumber } from '../graph/number.ts'
import { createCustomer, freeDigits } from '../phone/people.ts'
import { Account } from '../world/account.ts'
import { noFaults } from '../world/faults.ts'
import { accessToken, nodeId } from '../world/ids.ts'
import type { NumberRecord, TokenRecord } from '../world/records.ts'
import { countryOf } from '../world/wa-id.ts'
import type { World } from '../world/world.ts'
import { seedTemplates } from './seed-templates.ts'

export interface Wanted {
  readonly name: string
  readonly displayPhoneNumber: string
  readonly ownerBusiness: string | null
  readonly appId: string
  /** Without them the account is bare: no templates, no customers. */
  readonly furnished: boolean
}

export const ALL_SCOPES = ['whatsapp_business_messaging', 'whatsapp_business_management', 'business_management']

const CUSTOMERS = [
  { name: 'Marina Teles', username: null, hidden: false },
  { name: 'Renan Kato', username: null, hidden: false },
  { name: 'Luana Doces', username: 'luana.doces', hidden: true },
]

export function newAccount(
  world: World,
  wanted: Wanted,
): { readonly account: Account; readonly number: NumberRecord; readonly token: TokenRecord } {
  const id = nodeId()
  const account = new Account(world.folderFor(id))
  const number = account.numbers.save(registered(wanted))
  if (wanted.furnished) for (const template of seedTemplates()) account.templates.save(template)
  const token = account.tokens.save(newToken(wanted.appId))
  // Last: an account whose making was cut short has no such record, and is swept away at the next start.
  account.wabas.save({
    id,
    name: wanted.name,
    businessId: nodeId(),
    businessName: wanted.ownerBusiness ?? wanted.name,
    currency: 'BRL',
    timezoneId: '25',
    country: countryOf(number.digits),
    createdAt: Date.now(),
    clockOffsetMs: 0,
    insightsEnabled: false,
    marketingOnCloudApiDisabled: false,
    subscriptions: { [wanted.appId]: { overrideUri: null } },
    faults: noFaults(),
    ...(wanted.furnished && { flows: [seedFlow()] }),
  })
  if (wanted.furnished) for (const customer of CUSTOMERS) createCustomer(account, { digits: freeDigits(account), ...customer })
  world.adopt(account)
  return { account, number, token }
}

const seedFlow = () => ({
  id: nodeId(),
  name: 'Agendar uma visita',
  status: 'PUBLISHED',
  categories: ['APPOINTMENT_BOOKING'],
  validation_errors: [],
})

export function registered({ name, displayPhoneNumber }: Pick<Wanted, 'name' | 'displayPhoneNumber'>): NumberRecord {
  const now = Date.now()
  const digits = displayPhoneNumber.replace(/\D/g, '')
  return {
    ...newNumber(nodeId(), digits, name, displayPhoneNumber),
    codeVerification: 'VERIFIED',
    registered: true,
    registrations: [now],
  }
}

export function newToken(appId: string, scopes: readonly string[] = ALL_SCOPES, expiresAt = 0): TokenRecord {
  return { id: accessToken(), appId, scopes, issuedAt: Date.now(), expiresAt, revoked: false }
}

/** +55 11 4000-0000 and the next ones that are free. */
export function freeNumber(world: World): string {
  const taken = new Set([...world.accounts.values()].flatMap((account) => [...account.numbers.values()].map(({ digits }) => digits)))
  for (let last = 0; ; last++) {
    const display = `+55 11 4000-${String(last).padStart(4, '0')}`
    if (!taken.has(display.replace(/\D/g, ''))) return display
  }
}
