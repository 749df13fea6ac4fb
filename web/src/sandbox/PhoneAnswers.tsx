import { IconArrowBackUp, IconBuildingStore, IconForms, IconMapPin, IconPhoneCall, IconPhoneOff, IconUser } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Fields, fields, items, said } from '../inbox/kinds/reading.ts'
import { PhoneLink, PhonePayments } from './PhonePayments.tsx'
import classes from './phone.module.css'
import type { Customer, PhoneDraft } from './phone-api.ts'
import { PLACE, PRICE } from './sample-drafts.ts'

interface Props {
  messageId: string
  /** The interactive content, or what a template asks like one. */
  content: Fields
  /** What a template's own button says; else the phone has words for it. */
  label?: string | null
  customer: Customer
  onSend(draft: PhoneDraft): void
}

/** What the customer can press under a message that asks something, and what WhatsApp sends for it. Links open and codes are copied, of which nobody hears. */
export function PhoneAnswers({ messageId, content, label = null, customer, onSend }: Props) {
  const { t } = useTranslation('sandbox')
  const context = { message_id: messageId }
  const action = fields(content.action)
  const parameters = fields(action.parameters)
  const answer = (interactive: Fields & { type: string }) => () => onSend({ type: 'interactive', interactive, context })
  switch (said(content.type)) {
    case 'button':
      return items(action.buttons).map((button) => {
        const { id, title } = fields(fields(button).reply)
        return (
          <Answer key={said(id)} icon={<IconArrowBackUp size={16} />} press={answer({ type: 'button_reply', button_reply: { id, title } })}>
            {said(title)}
          </Answer>
        )
      })
    case 'list':
      return rowsOf(action).map((row) => (
        <Answer key={said(row.id)} icon={<IconArrowBackUp size={16} />} press={answer({ type: 'list_reply', list_reply: row })}>
          {said(row.title)}
        </Answer>
      ))
    case 'location_request_message':
      return (
        <Answer icon={<IconMapPin size={16} />} press={() => onSend({ type: 'location', location: PLACE, context })}>
          {t('answer.location')}
        </Answer>
      )
    case 'request_contact_info':
      return (
        <Answer icon={<IconUser size={16} />} press={() => onSend({ type: 'contacts', contacts: [cardOf(customer)], context })}>
          {label ?? t('answer.contact')}
        </Answer>
      )
    case 'call_permission_request':
      return (
        <>
          <Answer icon={<IconPhoneCall size={16} />} press={answer(permission('accept'))}>
            {t('answer.allowCalls')}
          </Answer>
          <Answer icon={<IconPhoneOff size={16} />} press={answer(permission('reject'))}>
            {t('answer.refuseCalls')}
          </Answer>
        </>
      )
    case 'flow': {
      const filled = { flow_token: said(parameters.flow_token), screen_0_Nome_0: customer.name, screen_0_Turno_1: '0_Manhã' }
      const reply = { name: 'flow', body: 'Sent', response_json: JSON.stringify(filled) }
      return (
        <Answer icon={<IconForms size={16} />} press={answer({ type: 'nfm_reply', nfm_reply: reply })}>
          {label ?? t('answer.flow')}
        </Answer>
      )
    }
    case 'cta_url':
      return <PhoneLink url={parameters.url}>{said(parameters.display_text)}</PhoneLink>
    case 'order_details':
      return <PhonePayments parameters={parameters} />
    case 'catalog_message':
    case 'product':
    case 'product_list':
      return (
        <Answer icon={<IconBuildingStore size={16} />} press={() => onSend({ type: 'order', order: orderOf(action), context })}>
          {label ?? t('answer.order')}
        </Answer>
      )
    default:
      return null
  }
}

function Answer({ icon, press, children }: { icon: ReactNode; press(): void; children: string }) {
  return (
    <button type="button" className={classes.templateButton} onClick={press}>
      <span aria-hidden="true">{icon}</span>
      {children}
    </button>
  )
}

const rowsOf = (action: Fields): Fields[] =>
  items(action.sections).flatMap((section) =>
    items(fields(section).rows).map((row) => {
      const { id, title, description } = fields(row)
      return { id, title, ...(said(description) ? { description } : {}) }
    }),
  )

const WEEK_SECONDS = 7 * 24 * 3600
const permission = (response: 'accept' | 'reject') => ({
  type: 'call_permission_reply',
  call_permission_reply: {
    response,
    response_source: 'user_action',
    ...(response === 'accept' ? { is_permanent: false, expiration_timestamp: Math.floor(Date.now() / 1000) + WEEK_SECONDS } : {}),
  },
})

function cardOf({ name, phone, waId }: Customer): Fields {
  const [first] = name.split(' ')
  return { name: { formatted_name: name, first_name: first }, ...(phone ? { phones: [{ phone, wa_id: waId, type: 'CELL' }] } : {}) }
}

function orderOf(action: Fields): Fields {
  const listed = items(action.sections).flatMap((section) =>
    items(fields(section).product_items).map((item) => said(fields(item).product_retailer_id)),
  )
  const ids = [said(action.product_retailer_id), ...listed].filter(Boolean)
  const products = ids.length > 0 ? ids : ['produto-1']
  return {
    catalog_id: said(action.catalog_id) || '1',
    text: '',
    product_items: products.map((id) => ({ product_retailer_id: id, quantity: 1, item_price: PRICE, currency: 'BRL' })),
  }
}
