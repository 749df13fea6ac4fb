import classes from './SandboxPicture.module.css'

/** The inbox at the left, the simulated phone at the right, what is written going across. */
export function SandboxPicture({ label }: { label: string }) {
  return (
    <svg className={classes.picture} viewBox="28 6 256 140" role="img" aria-label={label}>
      <g className={classes.frame}>
        <rect x="40" y="30" width="138" height="92" rx="8" />
        <rect x="210" y="18" width="62" height="116" rx="12" />
      </g>
      <g className={classes.quiet}>
        <rect x="50" y="42" width="34" height="68" rx="4" />
        <rect x="94" y="44" width="46" height="14" rx="5" />
        <rect x="218" y="36" width="36" height="14" rx="5" />
        <rect x="218" y="78" width="36" height="14" rx="5" />
      </g>
      <g className={classes.ours}>
        <rect x="122" y="66" width="46" height="14" rx="5" />
        <rect x="228" y="57" width="36" height="14" rx="5" />
      </g>
      <path className={classes.arrow} d="M176 74h30M200 69l7 5-7 5" />
      <rect className={classes.band} x="210" y="104" width="62" height="14" />
    </svg>
  )
}
