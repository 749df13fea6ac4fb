/** One customer's phone: the list of chats, or the chat with the business open, which is what counts as reading. */
import { ActionIcon, Menu } from '@mantine/core'
import { useDocumentVisibility } from '@mantine/hooks'
import { IconArrowLeft, IconBan, IconDots, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { PhoneChat } from './PhoneChat.tsx'
import { useMessageLine } from './PhoneContent.tsx'
import classes from './phone.module.css'
import { type ChatKey, type Customer, phoneApi } from './phone-api.ts'
import { useChange } from './use-change.ts'
import { keys, useChat } from './use-sandbox.ts'

/** The number that the phone talks to. */
interface Business {
  phoneNumberId: string
  verifiedName: string
}

interface Props {
  wabaId: string
  number: Business
  customer: Customer
  /** Changes with every new connection to the simulator, which may have forgotten that the chat was open. */
  epoch: number
  clockOffsetMs: number
  onClose(): void
}

export function Phone({ wabaId, number, customer, epoch, clockOffsetMs, onClose }: Props) {
  const { t } = useTranslation('sandbox')
  const format = useFormat()
  const [inChat, setInChat] = useState(true)
  const key = { wabaId, customerId: customer.id, phoneNumberId: number.phoneNumberId }
  useOpenChat(key, inChat, epoch)
  const now = useClock(clockOffsetMs)

  return (
    <section className={classes.phone} aria-label={t('phone.label', { name: customer.name })} data-customer={customer.id}>
      <div className={classes.strip}>
        <span>{t('simulated')}</span>
        <span>
          {firstName(customer.name)} · {format.time(now)}
        </span>
      </div>
      {inChat ? (
        <OpenChat chatKey={key} customer={customer} number={number} onBack={() => setInChat(false)} onClose={onClose} />
      ) : (
        <ChatList customer={customer} number={number} onOpen={() => setInChat(true)} />
      )}
    </section>
  )
}

interface OpenChatProps {
  chatKey: ChatKey
  customer: Customer
  number: Business
  onBack(): void
  onClose(): void
}

function OpenChat({ chatKey, customer, number, onBack, onClose }: OpenChatProps) {
  const { t } = useTranslation('sandbox')
  const chat = useChat(chatKey)
  const change = useChange(keys.customers(chatKey.wabaId))
  const toggleBlock = () => change({ work: () => phoneApi.changeCustomer(chatKey.wabaId, customer.id, { blocked: !customer.blocked }) })
  return (
    <>
      <header className={classes.top}>
        <ActionIcon variant="transparent" className={classes.topButton} aria-label={t('phone.back')} onClick={onBack}>
          <IconArrowLeft size={20} />
        </ActionIcon>
        <Avatar name={number.verifiedName} size={34} />
        <div className={classes.business}>
          <strong>{number.verifiedName}</strong>
          <span role="status">{chat.data?.businessTyping ? t('phone.typing') : t('phone.businessAccount')}</span>
        </div>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="transparent" className={classes.topButton} aria-label={t('phone.menu', { name: customer.name })}>
              <IconDots size={20} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconBan size={16} />} onClick={toggleBlock}>
              {customer.blocked ? t('phone.unblock') : t('phone.block')}
            </Menu.Item>
            <Menu.Item leftSection={<IconX size={16} />} onClick={onClose}>
              {t('phone.putAway')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </header>
      <PhoneChat chatKey={chatKey} customer={customer} business={number.verifiedName} chat={chat} onUnblock={toggleBlock} />
    </>
  )
}

function ChatList({ customer, number, onOpen }: { customer: Customer; number: Business; onOpen(): void }) {
  const { t } = useTranslation('sandbox')
  const line = useMessageLine()
  return (
    <>
      <header className={classes.top}>
        <strong className={classes.listTitle}>{t('phone.chats')}</strong>
      </header>
      <div className={classes.chatList}>
        <button type="button" className={classes.chatRow} onClick={onOpen}>
          <Avatar name={number.verifiedName} size={40} />
          <span className={classes.chatText}>
            <strong>{number.verifiedName}</strong>
            <span>{customer.lastMessage ? line(customer.lastMessage) : t('phone.noMessages')}</span>
          </span>
          {customer.unread > 0 ? (
            <span className={classes.unread}>
              <span aria-hidden="true">{customer.unread}</span>
              <span className={classes.spoken}>{t('customers.unread', { count: customer.unread })}</span>
            </span>
          ) : null}
        </button>
      </div>
    </>
  )
}

/** Says to the simulator that the customer has the chat in front of them, and takes it back when that ends in any way. */
function useOpenChat({ wabaId, customerId, phoneNumberId }: ChatKey, inChat: boolean, epoch: number): void {
  const inFront = useDocumentVisibility() === 'visible' && inChat
  useEffect(() => {
    if (epoch === 0 || !inFront) return
    const say = (open: boolean) => sayInOrder(() => phoneApi.setOpen({ wabaId, customerId, phoneNumberId }, open))
    const leave = () => say(false)
    say(true)
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [wabaId, customerId, phoneNumberId, inFront, epoch])
}

let said: Promise<unknown> = Promise.resolve()

/** "Open" and "not any more" must arrive in the order in which they were said. A lost one is said again with the next connection. */
function sayInOrder(work: () => Promise<unknown>): void {
  said = said.then(work).catch(() => undefined)
}

function useClock(offsetMs: number): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10_000)
    return () => clearInterval(timer)
  }, [])
  return now + offsetMs
}

const firstName = (name: string) => name.split(' ')[0] ?? name
