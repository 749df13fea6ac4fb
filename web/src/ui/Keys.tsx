import classes from './Keys.module.css'
import { keyCaps } from './keys.ts'

/** Key caps, as in "Ctrl K". */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className={classes.keys}>
      {keyCaps(keys).map((cap) => (
        <kbd className={classes.cap} key={cap}>
          {cap}
        </kbd>
      ))}
    </span>
  )
}
