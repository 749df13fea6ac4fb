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
    <Frame content={content} text={text}>
      <Buttons content={content} />
    </Frame>
  )
}

export function Frame({ content, text, children }: { content: Fields; text: string; children: ReactNode }) {
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
      return <Rows action={action} />
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
      return <Products sections={[{ product_items: [action] }]} label={t('asked.product')} />
    case 'product_list':
      return <Products sections={items(action.sections)} label={t('asked.products')} />
    default:
      return null
  }
}

/** What is on offer, by its codes: the catalogue with names and prices is Meta's. */
function Products({ sections, label }: { sections: readonly unknown[]; label: string }) {
  return (
    <>
      {sections.map((value, at) => {
        const section = fields(value)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the sections of a message never change places
          <span className={classes.section} key={at}>
            {said(section.title) ? <span className={classes.third}>{said(section.title)}</span> : null}
            {items(section.product_items).map((item) => {
              const code = said(fields(item).product_retailer_id)
              return (
                <span className={classes.option} key={code}>
                  {code}
                </span>
              )
            })}
          </span>
        )
      })}
      <Pressable icon={<IconBuildingStore size={16} stroke={1.75} />}>{label}</Pressable>
    </>
  )
}

/** The options, which WhatsApp shows only after a press: who writes here wants to see what was offered. */
function Rows({ action }: { action: Fields }) {
  return (
    <>
      {items(action.sections).map((value, at) => {
        const section = fields(value)
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the sections of a message never change places
          <span className={classes.section} key={at}>
            {said(section.title) ? <span className={classes.third}>{said(section.title)}</span> : null}
            {items(section.rows).map((row) => {
              const { id, title, description } = fields(row)
              return (
                <span className={classes.option} key={said(id)}>
                  {said(title)}
                  {said(description) ? <span className={classes.second}>{said(description)}</span> : null}
                </span>
              )
            })}
          </span>
        )
      })}
      <Pressable icon={<IconList size={16} stroke={1.75} />}>{said(action.button)}</Pressable>
    </>
  )
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
