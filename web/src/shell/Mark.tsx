import classes from './Mark.module.css'

/** The mark of the product: a note with a folded corner. Decoration wherever it stands. */
export function Mark({ size = 36 }: { size?: 32 | 36 }) {
  return (
    <span className={classes.mark} style={{ width: size, height: size }} aria-hidden="true">
      <svg width="20" height="20" viewBox="0 0 24 24" role="presentation">
        <path d="M5 4h14v10l-5.5 5.5H5z" />
        <path d="M19 14h-5.5v5.5M8.5 8.5h7M8.5 12h4" />
      </svg>
    </span>
  )
}
