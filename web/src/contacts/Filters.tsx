import { Button, NativeSelect } from '@mantine/core'
import { IconFilter, IconFilterOff, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { membersQuery } from '../session/granters.ts'
import { useMe } from '../session/me.ts'
import { useTyping } from '../ui/use-typing.ts'
import classes from './ContactsPage.module.css'
import { attributesQuery, tagsQuery } from './contact-queries.ts'
import { type ContactsSearch, SEEN } from './contacts-url.ts'

interface Props {
  search: ContactsSearch
  change(next: ContactsSearch): void
  children: ReactNode
}

const CONSENTS = ['unknown', 'opted_in', 'opted_out'] as const

export function Filters({ search, change, children }: Props) {
  const { t } = useTranslation('contacts')
  const me = useMe()
  const [isOpen, setOpen] = useState(false)
  const { data: tags = [] } = useQuery(tagsQuery)
  const { data: attributes = [] } = useQuery(attributesQuery)
  const { data: members = [] } = useQuery(membersQuery)
  const words = useTyping(search.q ?? '', (q) => change(put('q', q)))
  const value = useTyping(search.value ?? '', (text) => change(put('value', text)))
  const attribute = attributes.find((known) => known.id === search.attribute)

  function put(name: keyof ContactsSearch, word: string): ContactsSearch {
    const { [name]: _before, ...rest }: ContactsSearch = search
    const { value: _value, ...withoutValue }: ContactsSearch = rest
    const kept = name === 'attribute' ? withoutValue : rest
    return word === '' ? kept : { ...kept, [name]: word }
  }
  const choose = (name: keyof ContactsSearch, label: string, options: readonly { value: string; label: string }[]) => (
    <NativeSelect
      aria-label={label}
      value={search[name] ?? ''}
      data={[{ value: '', label }, ...options]}
      onChange={(event) => change(put(name, event.currentTarget.value))}
    />
  )
  const { id: _open, ...filters } = search
  const asked = Object.keys(filters).filter((name) => name !== 'q').length
  return (
    <search className={classes.filters} aria-label={t('filters')} data-open={isOpen || asked > 0 || undefined}>
      <span className={classes.search}>
        <IconSearch size={16} stroke={2} aria-hidden="true" />
        <input type="search" {...words} placeholder={t('search')} aria-label={t('search')} maxLength={200} />
      </span>
      <Button
        className={classes.toggle ?? ''}
        variant="default"
        leftSection={<IconFilter size={16} />}
        aria-expanded={isOpen || asked > 0}
        onClick={() => setOpen(!isOpen)}
      >
        {t('filters')}
      </Button>
      {choose(
        'tag',
        t('anyTag'),
        tags.map((tag) => ({ value: tag.id, label: tag.name })),
      )}
      {choose('owner', t('anyOwner'), [
        { value: 'me', label: t('ownerMe') },
        { value: 'none', label: t('ownerNone') },
        ...members.filter((member) => member.userId !== me.user.id).map((member) => ({ value: member.userId, label: member.name })),
      ])}
      {choose(
        'consent',
        t('anyConsent'),
        CONSENTS.map((state) => ({ value: state, label: t(`consent.${state}`) })),
      )}
      {choose(
        'seen',
        t('anySeen'),
        SEEN.map((seen) => ({ value: seen, label: t(`seen.${seen}`) })),
      )}
      {choose('blocked', t('anyBlocked'), [
        { value: 'true', label: t('onlyBlocked') },
        { value: 'false', label: t('notBlocked') },
      ])}
      {attributes.length > 0
        ? choose(
            'attribute',
            t('anyAttribute'),
            attributes.map((known) => ({ value: known.id, label: known.name })),
          )
        : null}
      {attribute ? (
        <span className={classes.search}>
          <input
            {...value}
            aria-label={t('attributeValue', { name: attribute.name })}
            placeholder={t('attributeValue', { name: attribute.name })}
          />
        </span>
      ) : null}
      {children}
      {Object.keys(filters).length > 0 ? (
        <Button variant="subtle" leftSection={<IconFilterOff size={16} />} onClick={() => change(search.id ? { id: search.id } : {})}>
          {t('clear')}
        </Button>
      ) : null}
    </search>
  )
}
