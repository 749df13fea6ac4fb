import { Button } from '@mantine/core'
import type { ConsentEntry, ContactDetail } from '@recado/contract/contacts'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useFormat } from '../i18n/format.ts'
import { useAbility } from '../session/me.ts'
import { StateTag } from '../ui/Notice.tsx'
import classes from './ContactSections.module.css'
import { useContactAction } from './use-contact-change.ts'

const TONES = { unknown: 'plain', opted_in: 'ok', opted_out: 'warn' } as const

/** May I send them promotions, since when, and how do we know. */
export function ConsentSection({ contact }: { contact: ContactDetail }) {
  const { t } = useTranslation('contacts')
  const mayEdit = useAbility('contacts.edit')
  const note = useContactAction(contact.id, (word: ConsentEntry['word']) =>
    api.post<ContactDetail>(`/contacts/${contact.id}/consent`, { word }),
  )
  return (
    <div className={classes.lines}>
      <span>
        <StateTag tone={TONES[contact.consent]}>{t(`consent.${contact.consent}`)}</StateTag>
      </span>
      {contact.consentLedger.length === 0 ? <span className={classes.quiet}>{t('card.ledgerEmpty')}</span> : null}
      {contact.consentLedger.length > 0 ? (
        <ol className={classes.lines}>
          {contact.consentLedger.map((entry) => (
            <Line key={entry.id} entry={entry} />
          ))}
        </ol>
      ) : null}
      {mayEdit ? (
        <div className={classes.buttons}>
          {contact.consent === 'opted_in' ? null : (
            <Button variant="default" size="xs" loading={note.isPending} onClick={() => note.mutate('opted_in')}>
              {t('card.optIn')}
            </Button>
          )}
          {contact.consent === 'opted_out' ? null : (
            <Button variant="default" size="xs" loading={note.isPending} onClick={() => note.mutate('opted_out')}>
              {t('card.optOut')}
            </Button>
          )}
        </div>
      ) : null}
    </div>
  )
}

function Line({ entry }: { entry: ConsentEntry }) {
  const { t } = useTranslation('contacts')
  const format = useFormat()
  return (
    <li className={classes.line}>
      <span>{t(`consent.${entry.word}`)}</span>
      <span className={classes.quiet}>
        {format.dateTime(entry.at)} · {t(`card.bySource.${entry.source}`, { who: entry.by?.name ?? '', detail: entry.detail ?? '' })}
      </span>
    </li>
  )
}
