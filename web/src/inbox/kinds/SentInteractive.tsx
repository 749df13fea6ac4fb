import {
  IconAddressBook,
  IconArrowBackUp,
  IconBuildingStore,
  IconExternalLink,
  IconForms,
  IconList,
  IconMapPin,
  IconPhoneCall,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { MessageText } from '../MessageText.tsx'
import type { BodyProps } from './drawable.ts'
import classes from './kinds.module.css'
import { type Fields, fields, items, said } from './reading.ts'

/** What we asked with buttons, as WhatsApp draws it: header, words, footer, and under a line what can be pressed. */
export function Asking({ message: { content, text } }: BodyProps) {
  return (
    <Frame content={content} text={text} offer={<Offer content={content} />}>
      <Buttons content={content} />
    </Frame>
  )
}

interface FrameProps {
  content: Fields
  text: string
  /** What the words are about, between them and the footer. */
  offer: ReactNode
  /** What can be pressed. */
  children?: ReactNode
}

export function Frame({ content, text, offer, children }: FrameProps) {
  const t = useText('kinds')
  const header = fields(content.header)
  const headerType = said(header.type)
  const footer = said(fields(content.footer).text)
  const body = said(fields(content.body).text) || text
  return (
    <span className={classes.card}>
      {headerType === 'text' ? <b>{said(header.text)}</b> : null}
      {headerType === 'image' || headerType === 'video' || headerType === 'document' ? (
        <span className={classes.second}>{t(`header.${headerType}`)}</span>
      ) : null}
      {body ? <MessageText text={body} /> : null}
      {offer}
      {footer ? <span className={classes.third}>{footer}</span> : null}
      {children}
    </span>
  )
}

function Buttons({ content }: { content: Fields }) {
  const t = useText('kinds')
  const action = fields(content.action)
  const parameters = fields(action.parameters)
  switch (said(content.type)) {
    case 'button':
      return items(action.buttons).map((button) => {
        const reply = fields(fields(button).reply)
        return (
          <Pressable key={said(reply.id)} icon={<IconArrowBackUp size={16} stroke={1.75} />}>
            {said(reply.title)}
          </Pressable>
        )
      })
    case 'list':
      return <Pressable icon={<IconList size={16} stroke={1.75} />}>{said(action.button)}</Pressable>
    case 'cta_url':
      return <Pressable icon={<IconExternalLink size={16} stroke={1.75} />}>{said(parameters.display_text)}</Pressable>
    case 'location_request_message':
      return <Pressable icon={<IconMapPin size={16} stroke={1.75} />}>{t('asked.location')}</Pressable>
    case 'request_contact_info':
      return <Pressable icon={<IconAddressBook size={16} stroke={1.75} />}>{t('asked.contact')}</Pressable>
    case 'call_permission_request':
      return <Pressable icon={<IconPhoneCall size={16} stroke={1.75} />}>{t('asked.call')}</Pressable>
    case 'flow':
      return <Pressable icon={<IconForms size={16} stroke={1.75} />}>{said(parameters.flow_cta)}</Pressable>
    case 'catalog_message':
      return <Pressable icon={<IconBuildingStore size={16} stroke={1.75} />}>{t('asked.catalog')}</Pressable>
    case 'product':
      return <Pressable icon={<IconBuildingStore size={16} stroke={1.75} />}>{t('asked.product')}</Pressable>
    case 'product_list':
      return <Pressable icon={<IconBuildingStore size={16} stroke={1.75} />}>{t('asked.products')}</Pressable>
    default:
      return null
  }
}

/** What WhatsApp shows only after a press: who writes here wants to see what was offered. */
function Offer({ content }: { content: Fields }) {
  const action = fields(content.action)
  const sections = content.type === 'product' ? [{ product_items: [action] }] : items(action.sections)
  return sections.map((value, at) => {
    const section = fields(value)
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the sections of a message never change places
      <span className={classes.section} key={at}>
        {said(section.title) ? <span className={classes.third}>{said(section.title)}</span> : null}
        {[...items(section.rows), ...items(section.product_items)].map((item) => {
          // Products are told by their codes: the catalogue with names and prices is Meta's.
          const { id, title, description, product_retailer_id: code } = fields(item)
          return (
            <span className={classes.option} key={said(id) || said(code)}>
              {said(title) || said(code)}
              {said(description) ? <span className={classes.second}>{said(description)}</span> : null}
            </span>
          )
        })}
      </span>
    )
  })
}

/** What the customer can press. Nothing happens here. */
export function Pressable({ icon, children }: { icon: ReactNode; children: string }) {
  return (
    <span className={classes.pressable} data-pressable="">
      <span aria-hidden="true">{icon}</span>
      {children}
    </span>
  )
}
