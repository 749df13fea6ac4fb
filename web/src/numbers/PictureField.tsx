import { Button } from '@mantine/core'
import type { NumberProfile } from '@recado/contract/number-assets'
import type { NumberView } from '@recado/contract/numbers'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { Notice } from '../ui/Notice.tsx'
import { showToast } from '../ui/toasts.ts'
import { Picture } from './Picture.tsx'
import classes from './Profile.module.css'
import { profileQuery } from './queries.ts'
import { NotAPicture, squarePicture } from './square-picture.ts'
import { useMetaProblem } from './use-meta-problem.ts'

export function PictureField({ number, saved, disabled }: { number: NumberView; saved: NumberProfile; disabled: boolean }) {
  const { t } = useTranslation('numberAssets')
  const client = useQueryClient()
  const problemText = useMetaProblem()
  const input = useRef<HTMLInputElement>(null)
  const change = useMutation({
    mutationFn: async (file: File) => api.upload<NumberProfile>(`/numbers/${number.id}/profile/picture`, await squarePicture(file)),
    onSuccess: (fresh) => {
      client.setQueryData(profileQuery(number.id).queryKey, fresh)
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
          <Button variant="default" size="xs" loading={change.isPending} onClick={() => input.current?.click()}>
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
            if (file) change.mutate(file)
          }}
        />
        {change.error ? (
          <Notice tone="danger" role="alert">
            {change.error instanceof NotAPicture ? t('profile.pictureBroken') : problemText(change.error)}
          </Notice>
        ) : null}
      </div>
    </div>
  )
}
