/** The phone number node. */
import { handshake } from '../webhooks/post.ts'
import type { Account } from '../world/account.ts'
import { nodeId } from '../world/ids.ts'
import { officialOf } from '../world/official.ts'
import type { Json, NumberRecord } from '../world/records.ts'
import { countryOf } from '../world/wa-id.ts'
import type { World } from '../world/world.ts'
import { requireManagement } from './access.ts'
import { type AccountCall, isObject, type NumberCall, required, structure, text } from './call.ts'
import { project } from './fields.ts'
import { healthOfNumber } from './health.ts'
import { page } from './paging.ts'
import { GraphRefusal, parameter } from './refusal.ts'

/** What the list and the node show unasked. */
const SHOWN = [
  'verified_name',
  'code_verification_status',
  'display_phone_number',
  'quality_rating',
  'platform_type',
  'throughput',
  'webhook_configuration',
  'last_onboarded_time',
  'id',
]

/** What Meta gives to be registered with; nobody here looks into it. */
const CERTIFICATE = 'CnEKLQjw5ui2wPHqAhIGZW50OndhIhRTYW5kYm94IGNlcnRpZmljYXRlUKaWgPoFGkC'

const graphTime = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, '+0000')

export function numberNode(world: World, account: Account, number: NumberRecord): Json {
  const { coexistence } = number
  const official = officialOf(number)
  return {
    id: number.id,
    display_phone_number: number.displayPhoneNumber,
    verified_name: number.verifiedName,
    name_status: number.nameStatus,
    new_name_status: number.newName === null ? 'NONE' : (number.newNameStatus ?? 'PENDING_REVIEW'),
    new_display_name: number.newName ?? undefined,
    quality_rating: number.qualityRating,
    quality_score: { score: number.qualityRating },
    code_verification_status: number.codeVerification,
    status: number.registered ? 'CONNECTED' : number.codeVerification === 'VERIFIED' ? 'DISCONNECTED' : 'PENDING',
    account_mode: 'SANDBOX',
    platform_type: number.registered ? 'CLOUD_API' : 'NOT_APPLICABLE',
    is_on_biz_app: coexistence,
    is_official_business_account: official.status === 'APPROVED',
    official_business_account: { oba_status: official.status, status_message: official.message },
    is_pin_enabled: number.pin !== null,
    certificate: undefined,
    new_certificate: number.newNameStatus === 'APPROVED' ? CERTIFICATE : undefined,
    last_onboarded_time: graphTime(number.lastOnboardedAt),
    throughput: { level: coexistence ? 'NOT_APPLICABLE' : number.throughputLevel },
    messaging_limit_tier: account.waba.tier ?? 'TIER_2K',
    whatsapp_business_manager_messaging_limit: account.waba.tier ?? 'TIER_2K',
    search_visibility: 'VISIBLE',
    country_dial_code: number.digits.startsWith('55') ? '55' : undefined,
    country_code: countryOf(number.digits),
    webhook_configuration: webhookConfiguration(world, account, number),
    conversational_automation: { id: number.id, ...number.automation },
    whatsapp_business_profile: { data: [{ messaging_product: 'whatsapp', ...number.profile }] },
    health_status: healthOfNumber(account, number),
    username: number.username ?? undefined,
  }
}

function webhookConfiguration(world: World, account: Account, number: NumberRecord): Json {
  const [subscribed] = Object.entries(account.waba.subscriptions)
  const app = subscribed && world.apps.get(subscribed[0])
  const application = app ? world.callbackOf(app) : null
  const override = subscribed?.[1].overrideUri ?? null
  return {
    ...(number.webhookOverride === null ? {} : { phone_number: number.webhookOverride }),
    ...(override === null ? {} : { whatsapp_business_account: override }),
    ...(application === null ? {} : { application }),
  }
}

export function getNumber({ account, number, params, token, world }: NumberCall): Json {
  requireManagement(token)
  return project(numberNode(world, account, number), 'WhatsAppBusinessPhoneNumber', text(params, 'fields'), SHOWN)
}

export function listNumbers({ account, params, token, world }: AccountCall): Json {
  requireManagement(token)
  const asked = text(params, 'fields')
  const paged = page([...account.numbers.values()], params, {
    idOf: ({ id }) => id,
    show: (number) => project(numberNode(world, account, number), 'WhatsAppBusinessPhoneNumber', asked, SHOWN),
    here: `${world.publicUrl}/graph/${account.waba.id}/phone_numbers`,
  })
  return { ...paged }
}

/** A new number in the account: unverified and unregistered. */
export function addNumber({ account, params, token, world }: AccountCall): Json {
  requireManagement(token)
  const digits = `${required(params, 'cc')}${required(params, 'phone_number')}`.replace(/\D/g, '')
  if (digits.length < 8) throw parameter('Param phone_number must be a valid phone number.')
  const known = [...account.numbers.values()].find((each) => each.digits === digits)
  if (known) return { id: known.id }
  const number = account.numbers.save(newNumber(nodeId(), digits, required(params, 'verified_name')))
  world.register(number.id, 'number', account)
  const elsewhere = inUseElsewhere(world, account, digits)
  if (elsewhere === undefined) return { id: number.id }
  if (text(params, 'migrate_phone_number') !== 'true') {
    account.numbers.remove(number.id)
    world.forget(number.id)
    throw parameter('The phone number is already in use in another WhatsApp Business Account.')
  }
  account.numbers.patch(number, { pin: elsewhere.number.pin }) // its two-step PIN comes along
  return { id: number.id }
}

/** The number as it works in another account. */
export function inUseElsewhere(world: World, account: Account, digits: string): { account: Account; number: NumberRecord } | undefined {
  for (const other of world.accounts.values()) {
    const number = [...other.numbers.values()].find((each) => each.digits === digits && each.registered)
    if (other !== account && number) return { account: other, number }
  }
  return undefined
}

export function newNumber(id: string, digits: string, verifiedName: string, displayPhoneNumber = `+${digits}`): NumberRecord {
  return {
    id,
    displayPhoneNumber,
    digits,
    verifiedName,
    registered: false,
    pin: null,
    codeVerification: 'NOT_VERIFIED',
    sentCode: null,
    pinTries: { count: 0, since: 0 },
    registrations: [],
    deregistrations: [],
    qualityRating: 'GREEN',
    throughputLevel: 'STANDARD',
    coexistence: false,
    nameStatus: 'APPROVED',
    newName: null,
    lastOnboardedAt: Date.now(),
    webhookOverride: null,
    profile: { about: 'Hey there! I am using WhatsApp.', vertical: 'OTHER' },
    settings: {},
    commerce: { is_cart_enabled: true, is_catalog_visible: false },
    automation: {},
    username: null,
  }
}

/** POST on the node: webhook override, two-step PIN, new display name. */
export async function updateNumber({ account, number, params, token, world }: NumberCall): Promise<Json> {
  requireManagement(token)
  const configuration = structure(params, 'webhook_configuration')
  if (isObject(configuration)) {
    const uri = text(configuration, 'override_callback_uri') ?? ''
    if (uri !== '') await proveCallback(uri, text(configuration, 'verify_token') ?? world.apps.get(token.appId)?.verifyToken ?? '')
    account.numbers.patch(number, { webhookOverride: uri === '' ? null : uri })
    return { success: true }
  }
  const pin = text(params, 'pin')
  const newName = text(params, 'new_display_name')
  if (pin === undefined && newName === undefined) throw parameter('Nothing to update: pin, new_display_name or webhook_configuration.')
  if (pin !== undefined && !/^\d{6}$/.test(pin)) throw parameter('Param pin must be 6 digits.')
  if (newName !== undefined) askForName({ account, number }, newName)
  if (pin !== undefined) account.numbers.patch(number, { pin })
  return { success: true }
}

/** Of 2 to 75 characters. While one is under review there is no asking for another. */
function askForName({ account, number }: Pick<NumberCall, 'account' | 'number'>, newName: string): void {
  if (newName.length < 2 || newName.length > 75) throw parameter('Param new_display_name must be from 2 to 75 characters long.')
  if (number.newNameStatus === 'PENDING_REVIEW') throw parameter('A new display name is under review already.')
  account.numbers.patch(number, { newName, newNameStatus: 'PENDING_REVIEW' })
}

const LONGEST_CALLBACK = 200

export async function proveCallback(uri: string, verifyToken: string): Promise<void> {
  if (uri.length > LONGEST_CALLBACK || !/^https?:\/\//.test(uri))
    throw parameter('Param override_callback_uri must be a URL of at most 200 characters.')
  if (await handshake(uri, verifyToken)) return
  throw new GraphRefusal(100, 'Callback verification failed', {
    message: '(#2200) Callback verification failed with the following errors: the callback did not return the challenge',
    subcode: 2200,
    bare: true,
  })
}
