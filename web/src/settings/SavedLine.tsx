import classes from './SavedLine.module.css'

/** Its space is reserved, so that saving never moves the page. */
export function SavedLine({ said, failed }: { said: string; failed: boolean }) {
  return (
    <p className={classes.line} data-failed={failed || undefined} role={failed ? 'alert' : 'status'}>
      {said}
    </p>
  )
}
