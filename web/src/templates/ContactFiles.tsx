import type { Page } from '@recado/contract/conversations'
import type { MediaLink, MediaView, SharedItem } from '@recado/contract/media'
import type { MediaKind } from '@recado/contract/media-rules'
import { mediaProblem } from '@recado/contract/media-rules'
import { IconFile, IconVideo } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import classes from './TemplateFields.module.css'

interface Props {
  contactId: string
  kind: MediaKind
  take(media: MediaView, url: string | null): void
  fail(problem: unknown): void
}

/** What was exchanged with the contact and fits here, newest first. The one that is taken is copied: a file belongs to one message. */
export function ContactFiles({ contactId, kind, take, fail }: Props) {
  const { t } = useTranslation('templates')
  const what = kind === 'document' ? 'documents' : 'media'
  const { data, error } = useQuery({
    queryKey: ['shared', contactId, what, 'for-template'],
    queryFn: () => api.get<Page<SharedItem>>(`/contacts/${contactId}/shared`, { query: { what, limit: 60 } }),
    staleTime: 60_000,
  })
  const copy = useMutation({
    mutationFn: (media: MediaLink) => api.post<MediaView>(`/media/${media.id}/copy`),
    onSuccess: (made, media) => take(made, kind === 'document' ? null : kind === 'video' ? media.url : (media.previewUrl ?? media.url)),
    onError: fail,
  })
  const fitting = (data?.items ?? []).flatMap(({ media }) => (media && fits(media, kind) ? [media] : []))
  if (error) return <p className={classes.hint}>{t('file.failed')}</p>
  if (!data) return <p className={classes.hint}>{t('file.loading')}</p>
  if (fitting.length === 0) return <p className={classes.hint}>{t('file.nothing')}</p>
  return (
    <ul className={classes.shared}>
      {fitting.map((media, at) => {
        const name = media.fileName ?? t('file.nth', { number: at + 1 })
        const Icon = kind === 'video' ? IconVideo : IconFile
        return (
          <li key={media.id}>
            <button
              type="button"
              className={classes.tile}
              disabled={copy.isPending}
              aria-label={name}
              title={name}
              onClick={() => copy.mutate(media)}
            >
              {kind === 'image' && (media.previewUrl ?? media.url) ? (
                <img src={media.previewUrl ?? media.url ?? ''} alt="" loading="lazy" />
              ) : (
                <Icon size={22} stroke={1.5} aria-hidden="true" />
              )}
              {kind === 'document' ? <span>{name}</span> : null}
            </button>
          </li>
        )
      })}
    </ul>
  )
}

const fits = ({ kind: known, state, mimeType, size }: MediaLink, kind: MediaKind): boolean =>
  known === kind && state === 'ready' && mediaProblem(kind, { mimeType, size: size ?? 1 }) === null
