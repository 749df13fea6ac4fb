import { ActionIcon, Loader, Popover, Tooltip } from '@mantine/core'
import { IconBold, IconCode, IconItalic, IconMessage2Code, IconMicrophone, IconMoodSmile, IconStrikethrough } from '@tabler/icons-react'
import { lazy, type RefObject, Suspense, useState } from 'react'
import { useText } from '../i18n/use-text.ts'
import { deferred, OnDemand } from '../ui/on-demand.tsx'
import { AddButton } from './AddButton.tsx'
import classes from './ComposerTools.module.css'
import type { FormName } from './compose/forms.ts'
import { insertAt, wrapSelection } from './text-edit.ts'

const ADD = deferred(() => import('./AddMenu.tsx'))
const EmojiPicker = lazy(() => import('./EmojiPicker.tsx'))

interface Props {
  field: RefObject<HTMLTextAreaElement | null>
  text: string
  write(text: string): void
  onTemplate(): void
  onFiles(): void
  onVoice(): void
  onForm(form: FormName): void
}

const FORMATS = [
  { marker: '*', word: 'bold', Icon: IconBold },
  { marker: '_', word: 'italic', Icon: IconItalic },
  { marker: '~', word: 'strike', Icon: IconStrikethrough },
  { marker: '```', word: 'mono', Icon: IconCode },
] as const

export function ComposerTools({ field, text, write, onTemplate, onFiles, onVoice, onForm }: Props) {
  const t = useText('inbox')
  const [emojis, setEmojis] = useState(false)

  const edit = (change: (text: string, from: number, to: number) => { text: string; from: number; to: number }) => {
    const element = field.current
    if (!element) return
    const next = change(text, element.selectionStart, element.selectionEnd)
    write(next.text)
    requestAnimationFrame(() => {
      element.focus()
      element.setSelectionRange(next.from, next.to)
    })
  }
  const closeEmojis = () => {
    setEmojis(false)
    field.current?.focus()
  }

  return (
    <>
      <OnDemand menu={ADD} standIn={(props) => <AddButton {...props} />} whole={{ onTemplate, onFiles, onForm }} />
      <Popover opened={emojis} onChange={setEmojis} position="top-start" trapFocus withinPortal onDismiss={closeEmojis}>
        <Popover.Target>
          <Tooltip label={t('composer.emoji')}>
            <ActionIcon aria-label={t('composer.emoji')} aria-expanded={emojis} onClick={() => setEmojis((open) => !open)}>
              <IconMoodSmile size={20} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
        </Popover.Target>
        <Popover.Dropdown className={classes.emojis ?? ''} aria-label={t('composer.emoji')}>
          <Suspense fallback={<Loader size="sm" m="md" />}>
            <EmojiPicker
              choose={(emoji) => {
                setEmojis(false)
                edit((now, from, to) => insertAt(now, emoji, { from, to }))
              }}
            />
          </Suspense>
        </Popover.Dropdown>
      </Popover>
      <Tooltip label={t('action.sendTemplate')}>
        <ActionIcon aria-label={t('action.sendTemplate')} onClick={onTemplate}>
          <IconMessage2Code size={20} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('composer.voice')}>
        <ActionIcon aria-label={t('composer.voice')} onClick={onVoice}>
          <IconMicrophone size={20} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
      <span className={classes.line} />
      {FORMATS.map(({ marker, word, Icon }) => (
        <Tooltip key={marker} label={t(`composer.${word}`)}>
          <ActionIcon
            className={classes.format}
            aria-label={t(`composer.${word}`)}
            onClick={() => edit((now, from, to) => wrapSelection(now, marker, { from, to }))}
          >
            <Icon size={16} stroke={2} />
          </ActionIcon>
        </Tooltip>
      ))}
    </>
  )
}
