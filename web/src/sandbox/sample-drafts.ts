/** What a customer can send with two presses, so that every kind of message can be tried. All of it is invented. */
import {
  IconAlertTriangle,
  IconArrowForwardUp,
  IconArrowForwardUpDouble,
  IconChartBar,
  IconMapPin,
  IconShoppingBag,
  IconSparkles,
  IconSpeakerphone,
  IconTag,
  IconUser,
  IconUsersGroup,
} from '@tabler/icons-react'
import type { PhoneDraft } from './phone-api.ts'

export const PLACE = { latitude: -23.5614, longitude: -46.6559, name: 'Praça das Palmeiras', address: 'Rua das Palmeiras, 100' }
export const PRICE = 24.9

interface Sample {
  readonly Icon: typeof IconUser
  readonly draft: PhoneDraft
}

export const SAMPLES = {
  location: { Icon: IconMapPin, draft: { type: 'location', location: PLACE } },
  contact: {
    Icon: IconUser,
    draft: {
      type: 'contacts',
      contacts: [
        {
          name: { formatted_name: 'Lívia Prado', first_name: 'Lívia', last_name: 'Prado' },
          org: { company: 'Festas Prado' },
          phones: [{ phone: '+55 11 95550-0199', wa_id: '5511955500199', type: 'CELL' }],
        },
      ],
    },
  },
  order: {
    Icon: IconShoppingBag,
    draft: {
      type: 'order',
      order: {
        catalog_id: '1',
        text: 'Para sábado de manhã',
        product_items: [
          { product_retailer_id: 'bolo-cenoura', quantity: 2, item_price: PRICE, currency: 'BRL' },
          { product_retailer_id: 'pao-frances', quantity: 10, item_price: 0.9, currency: 'BRL' },
        ],
      },
    },
  },
  forwarded: { Icon: IconArrowForwardUp, draft: { type: 'text', text: { body: 'Recebi isto agora' }, forwarded: 'once' } },
  forwardedOften: {
    Icon: IconArrowForwardUpDouble,
    draft: { type: 'text', text: { body: 'Olhem que promoção!' }, forwarded: 'often' },
  },
  group: { Icon: IconUsersGroup, draft: { type: 'text', text: { body: 'Alguém do grupo quer dividir?' }, group: 'Y2FwX2dyb3VwOjE' } },
  ad: {
    Icon: IconSpeakerphone,
    draft: {
      type: 'text',
      text: { body: 'Vi o anúncio e quero saber mais' },
      referral: {
        source_url: 'https://fb.me/exemplo',
        source_id: '1202',
        source_type: 'ad',
        headline: 'Bolo de festa com entrega',
        body: 'Encomende até quinta e receba no sábado.',
        media_type: 'image',
        image_url: `${location.origin}/sandbox/graph/ads/cake.png`,
        ctwa_clid: 'AffSimulado123',
      },
    },
  },
  product: {
    Icon: IconTag,
    draft: { type: 'text', text: { body: 'Ainda tem este?' }, product: { catalog_id: '1', product_retailer_id: 'bolo-cenoura' } },
  },
  poll: { Icon: IconChartBar, draft: { type: 'unsupported', unsupported: { type: 'poll' } } },
  unsupported: { Icon: IconAlertTriangle, draft: { type: 'unsupported', unsupported: { type: 'view_once' } } },
  future: { Icon: IconSparkles, draft: { type: 'hologram', hologram: { beam: 'up', seconds: 3 } } },
} as const satisfies Readonly<Record<string, Sample>>
export type SampleName = keyof typeof SAMPLES
export const SAMPLE_NAMES = Object.keys(SAMPLES) as SampleName[]
