import { Avatar } from '../ui/Avatar.tsx'
import type { ServiceWindow } from './service-window.ts'
import classes from './WindowRing.module.css'

/** The arc is what is left of the 24 hours; closed is dashed. The words stand on the card, so this is decoration. */
export function WindowRing({ name, window }: { name: string; window: ServiceWindow }) {
  const hours = window.fraction * 24
  return (
    <span className={classes.ring} data-phase={window.phase} aria-hidden="true">
      <svg viewBox="0 0 44 44" aria-hidden="true">
        <circle className={classes.track} cx="22" cy="22" r="20" />
        {window.fraction > 0 ? (
          <circle
            className={classes.arc}
            cx="22"
            cy="22"
            r="20"
            pathLength="24"
            strokeDasharray={`${Math.max(0.4, hours)} 24`}
            transform="rotate(-90 22 22)"
          />
        ) : null}
      </svg>
      <Avatar name={name} size={34} />
    </span>
  )
}
