import type { NumberProfile } from '@recado/contract/number-assets'
import type { NumberView } from '@recado/contract/numbers'
import { useState } from 'react'
import { apiUrl } from '../api.ts'
import { initials } from '../ui/Avatar.tsx'
import classes from './Profile.module.css'

/** The photo, or the initials where there is none or Meta does not show it. Decoration: the name stands beside it. */
export function Picture({ number, saved, size }: { number: NumberView; saved: NumberProfile; size: number }) {
  const [broken, setBroken] = useState<string | null>(null)
  const address = apiUrl(`/numbers/${number.id}/profile/picture`, { at: saved.readAt })
  const style = { width: size, height: size }
  if (!saved.hasPicture || broken === address) {
    return (
      <span className={classes.photo} style={style} aria-hidden="true">
        {initials(number.verifiedName ?? number.displayPhoneNumber)}
      </span>
    )
  }
  return <img className={classes.photo} style={style} src={address} alt="" data-photo onError={() => setBroken(address)} />
}
