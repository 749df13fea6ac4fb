import type { MediaView } from '@recado/contract/media'
import { MEDIA_KINDS } from '@recado/contract/media-rules'
import type { MessageMarks } from '@recado/contract/messages'
import { IconArrowForwardUp, IconArrowForwardUpDouble, IconSpeakerphone, IconTag, IconUsersGroup } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { useLink } from '../../media/links.ts'
import type { BodyProps } from './drawable.ts'
import classes from './kinds.module.css'
import { said, webAddress } from './reading.ts'

/** What WhatsApp says of a message besides its content, above it. */
export default function Marks({ marks, message: { type, media } }: BodyProps & { marks: MessageMarks }) {
  const t = useText('kinds')
  const isOwnFile = MEDIA_KINDS.some((kind) => kind === type)
  return (
    <>
      {marks.groupId ? <Label icon={<IconUsersGroup size={14} stroke={2} />}>{t('marks.group')}</Label> : null}
      {marks.forwarded === 'once' ? <Label icon={<IconArrowForwardUp size={14} stroke={2} />}>{t('marks.forwarded')}</Label> : null}
      {marks.forwarded === 'often' ? (
        <Label icon={<IconArrowForwardUpDouble size={14} stroke={2} />}>{t('marks.forwardedOften')}</Label>
      ) : null}
      {marks.product ? (
        <span className={classes.reference}>
          <Label icon={<IconTag size={14} stroke={2} />}>{t('marks.product')}</Label>
          <b>{marks.product.retailerId}</b>
          {marks.product.catalogId ? <span className={classes.third}>{t('marks.catalog', { id: marks.product.catalogId })}</span> : null}
        </span>
      ) : null}
      {marks.referral ? <Referral referral={marks.referral} shown={isOwnFile ? null : media} /> : null}
    </>
  )
}

interface ReferralProps {
  referral: NonNullable<MessageMarks['referral']>
  /** Its picture, as we keep it. */
  shown: MediaView | null
}

/** The ad or post that was clicked. Where its picture did not come, it is one click away at Meta. */
function Referral({ referral, shown }: ReferralProps) {
  const t = useText('kinds')
  const address = webAddress(referral.source_url)
  const picture = webAddress(referral.image_url) ?? webAddress(referral.thumbnail_url) ?? webAddress(referral.video_url)
  const [headline, body, click] = [said(referral.headline), said(referral.body), said(referral.ctwa_clid)]
  return (
    <span className={classes.reference}>
      <Label icon={<IconSpeakerphone size={14} stroke={2} />}>{t(referral.source_type === 'post' ? 'marks.post' : 'marks.ad')}</Label>
      {shown && shown.state !== 'failed' ? <AdPicture media={shown} alt={headline} /> : null}
      {headline ? <b>{headline}</b> : null}
      {body ? <span className={classes.second}>{body}</span> : null}
      <span className={classes.links}>
        {address ? <Away href={address}>{t('marks.seeAd')}</Away> : null}
        {picture && shown?.state !== 'ready' ? <Away href={picture}>{t('marks.seePicture')}</Away> : null}
      </span>
      {click ? (
        <span className={classes.third} title={click}>
          {t('marks.click', { id: click.length > 16 ? `${click.slice(0, 16)}…` : click })}
        </span>
      ) : null}
    </span>
  )
}

function AdPicture({ media, alt }: { media: MediaView; alt: string }) {
  const { link, renew } = useLink(media)
  const source = link?.previewUrl ?? link?.url
  return <span className={classes.adPicture}>{source ? <img src={source} alt={alt} onError={renew} draggable={false} /> : null}</span>
}

function Away({ href, children }: { href: string; children: string }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  )
}

function Label({ icon, children }: { icon: ReactNode; children: string }) {
  return (
    <span className={classes.label}>
      <span aria-hidden="true">{icon}</span>
      {children}
    </span>
  )
}
