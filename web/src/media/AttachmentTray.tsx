import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconFile, IconMusic, IconRefresh, IconVideo, IconX } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useInboxStore } from '../inbox/use-inbox.ts'
import { focusComposer } from '../inbox/use-inbox-commands.ts'
import { showToast } from '../ui/toasts.ts'
import { limitOf } from './chosen-file.ts'
import classes from './composer.module.css'
import type { TakeContext } from './composer-files.tsx'
import { draftOfMedia, takesCaption } from './drafts.ts'
import { fileSize } from './file-size.ts'
import type { TrayItem } from './tray-shelf.ts'
import { MOST_FILES, type Tray, useTray } from './use-tray.ts'

interface Props {
  conversationId: string
  added: readonly File[]
  taken(): void
  /** The first file that goes answers what was chosen. */
  takeContext: TakeContext
}

/** Files that were chosen and not sent yet, each with its caption. They go in this order, each as a message of its own. */
export default function AttachmentTray({ conversationId, added, taken, takeContext }: Props) {
  const { t } = useTranslation('media')
  const store = useInboxStore()
  const tray = useTray(conversationId)
  const { items } = tray
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was added counts
  useEffect(() => {
    if (added.length === 0) return
    if (items.length + added.length > MOST_FILES) showToast(t('tray.most', { count: MOST_FILES }), { tone: 'danger' })
    tray.add(added)
    taken()
  }, [added])
  const list = useRef<HTMLUListElement>(null)
  if (items.length === 0) return null
  /** The button that was pressed goes away: the keyboard goes on at the file that takes its place, else in the text. */
  const goOn = (key: string) => {
    const at = items.findIndex((item) => item.key === key)
    requestAnimationFrame(() => {
      const left = list.current?.children ?? []
      const button = left[Math.min(at, left.length - 1)]?.querySelector<HTMLElement>('[data-remove]')
      if (button) button.focus()
      else focusComposer()
    })
  }
  const ready = items.filter((item) => item.state === 'ready').length
  const isBusy = items.some((item) => item.state === 'uploading' || item.state === 'looking')
  const send = () => {
    if (ready === 0 || isBusy) return
    let context = takeContext()
    for (const { media, caption } of tray.takeReady()) {
      const words = takesCaption(media.kind) ? caption.trim() : ''
      store.commands.send(
        conversationId,
        { ...draftOfMedia(media, words), ...context },
        words || (media.kind === 'document' ? (media.fileName ?? '') : ''),
        media,
      )
      context = {}
    }
    requestAnimationFrame(focusComposer)
  }
  return (
    <section className={classes.tray} aria-label={t('tray.label')}>
      <ul className={classes.items} ref={list}>
        {items.map((item) => (
          <Item key={item.key} item={item} tray={tray} send={send} goOn={goOn} />
        ))}
      </ul>
      <Button
        className={classes.sendAll ?? ''}
        onClick={send}
        {...(ready === 0 || isBusy ? { 'aria-disabled': true, 'data-idle': '' } : {})}
      >
        {t('tray.send', { count: Math.max(1, ready) })}
      </Button>
    </section>
  )
}

interface ItemProps {
  item: TrayItem
  tray: Tray
  send(): void
  goOn(key: string): void
}

function Item({ item, tray, send, goOn }: ItemProps) {
  const { t, i18n } = useTranslation('media')
  const { key, file, state, kind } = item
  const { name } = file
  const isUploading = state === 'uploading'
  return (
    <li className={classes.item} data-state={state}>
      <Thumb item={item} />
      <div className={classes.itemText}>
        <span className={classes.itemName} title={name}>
          {name}
        </span>
        <span className={classes.itemFacts}>
          {kind ? `${t(`kind.${kind}`)} · ` : ''}
          {fileSize(file.size, i18n.language)}
          {state === 'ready' ? ` · ${t('tray.ready')}` : ''}
        </span>
        {isUploading ? (
          <progress className={classes.progress} value={item.progress} max={1} aria-label={t('tray.progress', { name })} />
        ) : null}
        <Trouble item={item} tray={tray} goOn={goOn} />
        {takesCaption(kind) && (isUploading || state === 'ready') ? (
          <TextInput
            size="xs"
            value={item.caption}
            maxLength={1024}
            placeholder={t('tray.captionShort')}
            aria-label={t('tray.caption', { name })}
            onChange={(event) => tray.caption(key, event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
              event.preventDefault()
              send()
            }}
          />
        ) : null}
      </div>
      <ActionIcon
        size={28}
        data-remove=""
        aria-label={t(isUploading ? 'tray.cancel' : 'tray.remove', { name })}
        onClick={() => {
          tray.remove(key)
          goOn(key)
        }}
      >
        <IconX size={16} />
      </ActionIcon>
    </li>
  )
}

/** Why it cannot go, and the one thing that helps. */
function Trouble({ item, tray, goOn }: Omit<ItemProps, 'send'>) {
  const { t, i18n } = useTranslation('media')
  const problems = useTranslation('problems')
  const { key, file, state, fate, error } = item
  const mending = (mend: (key: string) => void) => {
    mend(key)
    goOn(key)
  }
  if (state === 'failed') {
    return (
      <span className={classes.trouble} role="alert">
        {problems.t(error === null || error === 'broken' ? 'unexpected' : error)}
        <button type="button" className={classes.mend} onClick={() => mending(tray.again)}>
          <IconRefresh size={14} stroke={2} aria-hidden="true" />
          {t('tray.again')}
        </button>
      </span>
    )
  }
  if (state !== 'problem' || fate === null || fate.problem === null) return null
  const { kind, problem, remedy } = fate
  const sentence =
    error === 'broken'
      ? t('problem.broken')
      : problem === 'size' && kind
        ? t('problem.size', { size: fileSize(file.size, i18n.language), limit: fileSize(limitOf(kind), i18n.language) })
        : problem === 'empty'
          ? t('problem.empty')
          : t(`problem.${familyOf(file.type)}`)
  return (
    <span className={classes.trouble} role="alert">
      {sentence}
      {remedy && error === null ? (
        <button type="button" className={classes.mend} onClick={() => mending(tray.mend)}>
          {t(remedy === 'shrink' ? 'tray.shrink' : 'tray.convert')}
        </button>
      ) : null}
    </span>
  )
}

function familyOf(type: string): 'pictureType' | 'videoType' | 'audioType' | 'type' {
  if (type.startsWith('image/')) return 'pictureType'
  if (type.startsWith('video/')) return 'videoType'
  return type.startsWith('audio/') ? 'audioType' : 'type'
}

function Thumb({ item }: { item: TrayItem }) {
  if (item.picture) return <img className={classes.thumb} src={item.picture} alt="" />
  const Icon = item.kind === 'video' ? IconVideo : item.kind === 'audio' ? IconMusic : IconFile
  return (
    <span className={classes.thumb}>
      <Icon size={20} stroke={1.5} aria-hidden="true" />
    </span>
  )
}
