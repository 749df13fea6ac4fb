/** What was said on a business's phone before its number came to Cloud API: enough of it to be handed over in several chunks. */
import { png } from '../graph/icon.ts'
import { keepMedia } from '../graph/media.ts'
import { createCustomer, freeDigits } from '../phone/people.ts'
import type { Account } from '../world/account.ts'
import { wamid } from '../world/ids.ts'
import type { CustomerRecord, Json, MessageRecord, NumberRecord } from '../world/records.ts'
import type { World } from '../world/world.ts'

const DAY = 86_400_000
const MINUTE = 60_000

/** Who says it, and what. */
type Line = readonly ['customer' | 'business', string]
interface Talk {
  readonly name: string
  readonly saved: string | null
  readonly daysAgo: number
  readonly lines: readonly Line[]
}

const PHOTO = '[photo]'

const TALKS: readonly Talk[] = [
  {
    name: 'Marina Teles',
    saved: 'Marina (bolos)',
    daysAgo: 0.2,
    lines: [
      ['customer', 'Bom dia! Ainda dá tempo de encomendar para sábado?'],
      ['business', 'Dá sim! Qual bolo você quer?'],
      ['customer', PHOTO],
      ['customer', 'Igual a este, de chocolate'],
      ['business', 'Anotado. Sábado às 10h está bom?'],
    ],
  },
  {
    name: 'Renan Kato',
    saved: 'Renan Kato',
    daysAgo: 40,
    lines: [
      ['customer', 'Vocês entregam no centro?'],
      ['business', 'Entregamos até as 18h.'],
      ['customer', 'Ótimo, quero dois pães de fermentação natural'],
      ['business', 'Saem agora, obrigado!'],
    ],
  },
  {
    name: 'Luana Doces',
    saved: null,
    daysAgo: 9,
    lines: [
      ['customer', 'Oi! Fazem doces sem lactose?'],
      ['business', 'Fazemos, por encomenda.'],
      ['business', PHOTO],
    ],
  },
  {
    name: 'Célia do Mercado',
    saved: 'Dona Célia, mercado',
    daysAgo: 150,
    lines: [
      ['business', 'Célia, a farinha chega amanhã?'],
      ['customer', PHOTO],
      ['customer', 'Chega cedo, pode deixar.'],
      ['business', 'Combinado.'],
    ],
  },
]

/** Puts the conversations on the phone, and those whom the business saved into its address book. */
export function furnishPast(world: World, account: Account, number: NumberRecord): void {
  const picture = keepMedia(
    { world, account, phoneNumberId: number.id },
    { filename: 'bolo.png', mimeType: 'image/png', bytes: cake() },
    200 * DAY,
  )
  const image: Json = { id: picture.id, mime_type: 'image/png', sha256: Buffer.from(picture.sha256Hex, 'hex').toString('base64') }
  for (const talk of TALKS) {
    const customer = customerNamed(account, talk.name)
    if (talk.saved !== null) saveInPhoneBook(account, number, customer, talk.saved)
    talk.lines.forEach(([from, said], nth) => {
      const timestamp = Date.now() - talk.daysAgo * DAY - (talk.lines.length - nth) * 3 * MINUTE
      const content = said === PHOTO ? image : { body: said }
      say({ account, number, customer }, { from, type: said === PHOTO ? 'image' : 'text', content, timestamp })
    })
  }
}

/** As much of a past as somebody wants: for trying how long it takes to hand over. */
export function furnishLongPast(
  account: Account,
  number: NumberRecord,
  wish: { people: number; messagesEach: number; days: number },
): number {
  for (let nth = 0; nth < wish.people; nth++) {
    const customer = createCustomer(account, {
      digits: `5521${String(960_000_000 + nth)}`,
      name: `Freguês ${nth + 1}`,
      username: null,
      hidden: false,
    })
    const last = Date.now() - Math.floor((wish.days * DAY * nth) / wish.people)
    for (let back = wish.messagesEach; back > 0; back--) {
      const from = back % 2 === 0 ? 'customer' : 'business'
      say(
        { account, number, customer },
        { from, type: 'text', content: { body: `Mensagem ${back} de ${customer.name}` }, timestamp: last - back * MINUTE },
      )
    }
  }
  return wish.people * wish.messagesEach
}

function customerNamed(account: Account, name: string): CustomerRecord {
  const known = [...account.customers.values()].find((customer) => customer.name === name)
  return known ?? createCustomer(account, { digits: freeDigits(account), name, username: null, hidden: false })
}

export function saveInPhoneBook(account: Account, number: NumberRecord, customer: CustomerRecord, name: string): void {
  const others = (number.phoneBook ?? []).filter((entry) => entry.customerId !== customer.id)
  account.numbers.patch(number, { phoneBook: [...others, { customerId: customer.id, name }] })
}

interface Side {
  readonly account: Account
  readonly number: NumberRecord
  readonly customer: CustomerRecord
}

function say({ account, number, customer }: Side, said: Pick<MessageRecord, 'from' | 'type' | 'content' | 'timestamp'>): void {
  account.chat(number.id, customer.id)
  account.addMessage({
    ...said,
    id: wamid(customer.waId, said.from === 'customer' ? 'in' : 'out'),
    phoneNumberId: number.id,
    customerId: customer.id,
    contextId: null,
    status: 'read',
    reactionOfCustomer: null,
    reactionOfBusiness: null,
  })
}

/** A round brown cake on a light ground. */
function cake(): Buffer {
  const side = 240
  const pixel = (x: number, y: number) => ((x - side / 2) ** 2 + (y - side / 2) ** 2 < 80 ** 2 ? [92, 51, 23] : [240, 228, 210])
  return png({ width: side, height: side, alpha: false, pixel })
}
