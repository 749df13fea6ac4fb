import { Button, Menu, TextInput } from '@mantine/core'
import { TAG_COLORS } from '@recado/contract/contact-words'
import type { ContactDetail, TagView } from '@recado/contract/contacts'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useAbility } from '../session/me.ts'
import { fits } from '../shell/fits.ts'
import { showToast } from '../ui/toasts.ts'
import classes from './ContactSections.module.css'
import { tagsQuery } from './contact-queries.ts'
import { Tag } from './Tag.tsx'
import { useContactAction } from './use-contact-change.ts'

export function TagsSection({ contact }: { contact: ContactDetail }) {
  const { t } = useTranslation(['contacts', 'common'])
  const mayEdit = useAbility('contacts.edit')
  const put = useContactAction(contact.id, (tagIds: readonly string[]) => api.patch<ContactDetail>(`/contacts/${contact.id}`, { tagIds }))
  const ids = contact.tags.map((tag) => tag.id)
  const remove = (tag: TagView) => {
    put.mutate(ids.filter((id) => id !== tag.id))
    showToast(t('card.removeTag', { name: tag.name }), { undo: () => put.mutate(ids) })
  }
  return (
    <div className={classes.tags}>
      {contact.tags.map((tag) => (
        <Tag
          key={tag.id}
          tag={tag}
          {...(mayEdit ? { remove: { label: t('card.removeTag', { name: tag.name }), run: () => remove(tag) } } : {})}
        />
      ))}
      {mayEdit ? <AddTag contact={contact} has={ids} /> : null}
    </div>
  )
}

/** Chooses one, or makes it on the way: its colour is the next that is little used. */
function AddTag({ contact, has }: { contact: ContactDetail; has: readonly string[] }) {
  const { t } = useTranslation('contacts')
  const [words, setWords] = useState('')
  const { data: tags = [] } = useQuery(tagsQuery)
  const put = (tagId: string) => api.patch<ContactDetail>(`/contacts/${contact.id}`, { tagIds: [...has, tagId] })
  const add = useContactAction(contact.id, put)
  const make = useContactAction(contact.id, async (name: string) => {
    const color = TAG_COLORS[tags.length % TAG_COLORS.length]
    return put((await api.post<TagView>('/tags', { name, color })).id)
  })
  const name = words.trim()
  const offered = tags.filter((tag) => !has.includes(tag.id) && fits(tag.name, name))
  const isKnown = tags.some((tag) => tag.name.toLowerCase() === name.toLowerCase())
  return (
    <Menu onClose={() => setWords('')} position="bottom-start" width={240}>
      <Menu.Target>
        <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} loading={add.isPending || make.isPending}>
          {t('card.addTag')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <TextInput
          aria-label={t('card.addTag')}
          placeholder={t('card.addTag')}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          maxLength={40}
          data-autofocus
          mb={4}
        />
        {offered.slice(0, 8).map((tag) => (
          <Menu.Item key={tag.id} onClick={() => add.mutate(tag.id)}>
            <Tag tag={tag} />
          </Menu.Item>
        ))}
        {name !== '' && !isKnown ? <Menu.Item onClick={() => make.mutate(name)}>{t('card.newTag', { name })}</Menu.Item> : null}
      </Menu.Dropdown>
    </Menu>
  )
}
