import { Button } from '@mantine/core'
import type { NumberProfile } from '@recado/contract/number-assets'
import type { NumberView } from '@recado/contract/numbers'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { Notice } from '../ui/Notice.tsx'
import { showToast } from '../ui/toasts.ts'
import { Picture } from './Picture.tsx'
import classes from './Profile.module.css'
import { profileQuery } from './queries.ts'
import { NotAPicture, openPicture } from './square-picture.ts'
import { useMetaProblem } from './use-meta-problem.ts'

const CropDialog = lazy(async () => ({ default: (await import('./CropDialog.tsx')).CropDialog }))

export function PictureField({ number, saved, disabled }: { number: NumberView; saved: NumberProfile; disabled: boolean }) {
  const { t } = useTranslation('numberAssets')
  const client = useQueryClient()
  const problemText = useMetaProblem()
  const input = useRef<HTMLInputElement>(null)
  const [picture, setPicture] = useState<ImageBitmap | null>(null)
  const open = useMutation({ mutationFn: openPicture, onSuccess: setPicture })
  const close = () => {
    picture?.close()
    setPicture(null)
    change.reset()
  }
  const change = useMutation({
    mutationFn: async (photo: Promise<Blob>) => api.upload<NumberProfile>(`/numbers/${number.id}/profile/picture`, await photo),
    onSuccess: (fresh) => {
      client.setQueryData(profileQuery(number.id).queryKey, fresh)
      close()
      showToast(t('profile.pictureDone'))
    },
  })
  return (
    <div className={classes.picture}>
      <Picture number={number} saved={saved} size={72} />
      <div className={classes.pictureWords}>
        <span className={classes.label}>{t('profile.picture')}</span>
        <span className={classes.quiet}>
          {saved.hasPicture ? t('profile.pictureHint') : `${t('profile.pictureNone')} ${t('profile.pictureHint')}`}
        </span>
        {disabled ? null : (
          <Button variant="default" size="xs" loading={open.isPending} onClick={() => input.current?.click()}>
            {t('profile.pictureChange')}
          </Button>
        )}
        <input
          ref={input}
          type="file"
          accept="image/jpeg,image/png"
          hidden
          aria-label={t('profile.pictureChange')}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0]
            event.currentTarget.value = ''
            if (file) open.mutate(file)
          }}
        />
        {open.error ? (
          <Notice tone="danger" role="alert">
            {t('profile.pictureBroken')}
          </Notice>
        ) : null}
        {picture ? (
          <Suspense fallback={null}>
            <CropDialog
              picture={picture}
              busy={change.isPending}
              problem={change.error ? (change.error instanceof NotAPicture ? t('profile.pictureBroken') : problemText(change.error)) : null}
              close={close}
              save={(photo) => change.mutate(photo)}
            />
          </Suspense>
        ) : null}
      </div>
    </div>
  )
}
