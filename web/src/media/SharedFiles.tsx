import { Button, VisuallyHidden } from '@mantine/core'
import type { Page } from '@recado/contract/conversations'
import type { SharedItem, SharedQuery } from '@recado/contract/media'
import { IconDownload, IconFile } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useFormat } from '../i18n/format.ts'
import { ErrorState } from '../ui/states.tsx'
import { FilmStill } from './FilmStill.tsx'
import { fileSize } from './file-size.ts'
import Lightbox from './Lightbox.tsx'
import { saveFile } from './links.ts'
import classes from './SharedFiles.module.css'
import { isViewable, shownOf } from './shown.ts'

const WHATS = ['media', 'documents', 'links'] as const
const EMPTY = { media: 'shared.noMedia', documents: 'shared.noDocuments', links: 'shared.noLinks' } as const

/** Everything exchanged with a contact that is more than words. */
export default function SharedFiles({ contactId }: { contactId: string }) {
  const { t } = useTranslation('media')
  const [what, setWhat] = useState<SharedQuery['what']>('media')
  const [open, setOpen] = useState<string | null>(null)
  const pages = useInfiniteQuery({
    queryKey: ['shared', contactId, what],
    queryFn: ({ pageParam }) => api.get<Page<SharedItem>>(`/contacts/${contactId}/shared`, { query: { what, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    staleTime: 60_000,
  })
  const items = pages.data?.pages.flatMap((page) => page.items) ?? []
  const files = shownOf(items)
  return (
    <div className={classes.shared}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
      <div className={classes.choices} role="group" aria-label={t('shared.title')}>
        {WHATS.map((value) => (
          <button key={value} type="button" className={classes.choice} aria-pressed={what === value} onClick={() => setWhat(value)}>
            {t(`shared.${value}`)}
          </button>
        ))}
      </div>
      {pages.isError ? <ErrorState error={pages.error} retry={() => void pages.refetch()} /> : null}
      {pages.isSuccess && items.length === 0 ? <p className={classes.empty}>{t(EMPTY[what])}</p> : null}
      {what === 'media' ? (
        <div className={classes.grid}>
          {items.map((item) => (
            <Tile key={item.messageId} item={item} open={setOpen} />
          ))}
        </div>
      ) : (
        <ul className={classes.list}>
          {items.map((item) => (
            <li key={item.messageId}>{what === 'links' ? <LinkRow item={item} /> : <DocumentRow item={item} open={setOpen} />}</li>
          ))}
        </ul>
      )}
      {pages.hasNextPage ? (
        <Button size="xs" variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('shared.more')}
        </Button>
      ) : null}
      {open ? <Lightbox files={files} first={open} close={() => setOpen(null)} /> : null}
    </div>
  )
}

interface RowProps {
  item: SharedItem
  open(mediaId: string): void
}

function Tile({ item: { media, text }, open }: RowProps) {
  const { t } = useTranslation('media')
  if (!media) return null
  const what = text || t(`kind.${media.kind}`)
  const source = media.previewUrl ?? media.url
  return (
    <button type="button" className={classes.tile} onClick={() => isViewable(media) && open(media.id)}>
      <VisuallyHidden>{t('open', { what })}</VisuallyHidden>
      {media.kind === 'video' ? (
        <FilmStill media={media} url={media.url} size="small" />
      ) : source ? (
        <img src={source} alt="" loading="lazy" />
      ) : null}
    </button>
  )
}

function DocumentRow({ item: { media, text, at }, open }: RowProps) {
  const { t, i18n } = useTranslation('media')
  const format = useFormat()
  if (!media) return null
  const name = media.fileName ?? (text || t('kind.document'))
  const facts = [media.size === null ? null : fileSize(media.size, i18n.language), format.day(at)].filter(Boolean).join(' · ')
  return (
    <span className={classes.row}>
      <IconFile size={20} stroke={1.5} aria-hidden="true" />
      <button type="button" className={classes.name} onClick={() => (isViewable(media) ? open(media.id) : void saveFile(media.id))}>
        {name}
        <span className={classes.facts}>{facts}</span>
      </button>
      <button type="button" className={classes.save} aria-label={t('save', { name })} onClick={() => void saveFile(media.id)}>
        <IconDownload size={16} />
      </button>
    </span>
  )
}

const ADDRESS = /https?:\/\/[^\s<>"']+/i

function LinkRow({ item: { text, at } }: { item: SharedItem }) {
  const format = useFormat()
  const address = ADDRESS.exec(text)?.[0]
  if (!address) return null
  return (
    <span className={classes.row}>
      <a className={classes.name} href={address} target="_blank" rel="noopener noreferrer">
        {address}
        <span className={classes.facts}>{format.day(at)}</span>
      </a>
    </span>
  )
}
