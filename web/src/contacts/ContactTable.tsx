import '@mantine/core/styles/InlineInput.layer.css'
import { Checkbox } from '@mantine/core'
import type { ContactRow } from '@recado/contract/contacts'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { shownName } from '../inbox/contact-name.ts'
import { phoneText } from '../inbox/phone-text.ts'
import { useNow } from '../inbox/use-inbox.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { StateTag } from '../ui/Notice.tsx'
import classes from './ContactTable.module.css'
import { type Column, useColumns } from './columns.ts'
import { isSelected, type Selection, toggled } from './selection.ts'
import { FewTags } from './Tag.tsx'

interface Props {
  contacts: readonly ContactRow[]
  openId: string | null
  open(id: string): void
  /** null: nobody may be selected */
  selection: Selection | null
  select(next: Selection): void
  /** null: there is no more, or it is on its way */
  more: (() => void) | null
}

const ROW_HEIGHT = 52
const SHARES: Readonly<Record<Column, string>> = {
  phone: '1.2fr',
  tags: '1.6fr',
  owner: '1.1fr',
  consent: '1.2fr',
  company: '1.2fr',
  email: '1.5fr',
  language: '0.6fr',
  lastSeen: '0.9fr',
  created: '0.8fr',
}

/** Only what is on screen is drawn, however many there are; the next page is asked for before the end is reached. */
export function ContactTable({ contacts, openId, open, selection, select, more }: Props) {
  const { t } = useTranslation('contacts')
  const columns = useColumns()
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: contacts.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  })
  const items = rows.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= contacts.length - 20) more?.()
  }, [last, contacts.length, more])

  const ids = contacts.map((contact) => contact.id)
  const isAll = selection !== null && contacts.every((contact) => isSelected(selection, contact.id))
  const check = selection ? '40px ' : ''
  const template = {
    '--columns': `${check}minmax(160px, 1.8fr) ${columns.map((column) => `minmax(0, ${SHARES[column]})`).join(' ')}`,
    '--few-columns': `${check}minmax(0, 1fr) minmax(0, 1fr)`,
    '--one-column': `${check}minmax(0, 1fr)`,
  }
  return (
    <div className={classes.frame} style={template as React.CSSProperties}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable */}
      <section className={classes.scroller} ref={scroller} tabIndex={0} aria-label={t('list')}>
        <table className={classes.table} aria-rowcount={-1}>
          <thead className={classes.head}>
            <tr className={classes.row}>
              {selection ? (
                <th className={classes.check}>
                  <Checkbox
                    aria-label={t('selectAll')}
                    checked={isAll}
                    indeterminate={selection.kind === 'some' && !isAll}
                    onChange={() => select(toggled(selection, ids, ids))}
                  />
                </th>
              ) : null}
              <th>{t('column.name')}</th>
              {columns.map((column, nth) => (
                <th key={column} data-nth={nth}>
                  {t(`column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className={classes.body} style={{ height: rows.getTotalSize() }}>
            {items.map((item) => {
              const contact = contacts[item.index]
              return contact ? (
                <tr
                  key={contact.id}
                  className={classes.row}
                  aria-rowindex={item.index + 2}
                  data-open={contact.id === openId || undefined}
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  {selection ? (
                    <td className={classes.check}>
                      <Checkbox
                        aria-label={t('select', { name: shownName(contact) })}
                        checked={isSelected(selection, contact.id)}
                        onChange={() => select(toggled(selection, [contact.id], ids))}
                      />
                    </td>
                  ) : null}
                  <td className={classes.cell}>
                    <Name contact={contact} open={() => open(contact.id)} />
                  </td>
                  {columns.map((column, nth) => (
                    <td className={classes.cell} data-nth={nth} key={column}>
                      <Cell column={column} contact={contact} />
                    </td>
                  ))}
                </tr>
              ) : null
            })}
          </tbody>
        </table>
      </section>
    </div>
  )
}

function Name({ contact, open }: { contact: ContactRow; open(): void }) {
  const { t } = useTranslation('contacts')
  return (
    <button type="button" className={classes.name} onClick={open}>
      <Avatar name={shownName(contact)} />
      <span className={classes.words}>
        <span className={classes.clip}>{shownName(contact)}</span>
        <span className={classes.under}>
          <Cell column="phone" contact={contact} />
        </span>
      </span>
      {contact.blockedOn.length > 0 ? <StateTag tone="danger">{t('blocked')}</StateTag> : null}
    </button>
  )
}

function Cell({ column, contact }: { column: Column; contact: ContactRow }) {
  const { t } = useTranslation('contacts')
  const format = useFormat()
  const now = useNow()
  switch (column) {
    case 'phone':
      if (contact.phone) return <span className={classes.clip}>{phoneText(contact.phone)}</span>
      return <span className={classes.quiet}>{contact.phoneHidden ? t('phoneHidden') : t('noPhone')}</span>
    case 'tags':
      return <FewTags tags={contact.tags} more={(count) => `+${format.number(count)}`} />
    case 'owner':
      return contact.owner ? (
        <span className={classes.owner}>
          <Avatar name={contact.owner.name} size={22} />
          <span className={classes.clip}>{contact.owner.name}</span>
        </span>
      ) : null
    case 'consent':
      if (contact.consent === 'unknown') return <span className={classes.quiet}>{t('consent.unknown')}</span>
      return <StateTag tone={contact.consent === 'opted_in' ? 'ok' : 'warn'}>{t(`consent.${contact.consent}`)}</StateTag>
    case 'lastSeen':
      return <span className={classes.quiet}>{contact.lastSeenAt ? format.ago(contact.lastSeenAt, now) : t('neverSeen')}</span>
    case 'created':
      return <span className={classes.quiet}>{format.day(contact.createdAt)}</span>
    default:
      return <span className={classes.clip}>{contact[column]}</span>
  }
}
