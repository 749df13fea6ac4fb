import type { NumberProfile } from '@recado/contract/number-assets'
import type { NumberView } from '@recado/contract/numbers'
import { IconBriefcase, IconBuildingStore, IconMail, IconMapPin, IconWorld } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { Card } from '../ui/Card.tsx'
import { Picture } from './Picture.tsx'
import classes from './Profile.module.css'
import type { Draft } from './profile-draft.ts'
import { isVertical } from './vertical.ts'

/** WhatsApp's own order: photo, name and number, about; then what the business says of itself. */
export function ProfilePreview({ number, draft, saved }: { number: NumberView; draft: Draft; saved: NumberProfile }) {
  const { t } = useTranslation('numberAssets')
  const said = (text: string) => (text.trim() === '' ? null : text.trim())
  const rows = [
    { icon: IconBuildingStore, text: said(draft.description) },
    { icon: IconBriefcase, text: isVertical(draft.vertical) && draft.vertical !== 'UNDEFINED' ? t(`vertical.${draft.vertical}`) : null },
    { icon: IconMapPin, text: said(draft.address) },
    { icon: IconMail, text: said(draft.email) },
    { icon: IconWorld, text: said(draft.website1) },
    { icon: IconWorld, text: said(draft.website2) },
  ].filter(({ text }) => text !== null)
  return (
    <Card title={t('profile.preview')} flush>
      <div className={classes.head}>
        <Picture number={number} saved={saved} size={96} />
        <p className={classes.name}>{number.verifiedName ?? number.displayPhoneNumber}</p>
        <p className={classes.quiet}>{number.displayPhoneNumber}</p>
        <p className={classes.quiet}>{t('profile.business')}</p>
      </div>
      {said(draft.about) ? <p className={classes.about}>{said(draft.about)}</p> : null}
      <ul className={classes.rows}>
        {rows.map(({ icon, text }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
          <Line key={place} icon={icon} text={text ?? ''} />
        ))}
      </ul>
      {rows.length === 0 ? <p className={classes.about}>{t('profile.previewEmpty')}</p> : null}
    </Card>
  )
}

function Line({ icon: Icon, text }: { icon: ComponentType<{ size?: number; stroke?: number }>; text: string }) {
  return (
    <li className={classes.row}>
      <Icon size={18} stroke={1.75} />
      <span>{text}</span>
    </li>
  )
}
