import { IconChevronDown } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import classes from './Fold.module.css'

const FOLDED = 'recado-folded:'

interface Props {
  id: string
  title: string
  /** For what costs a request to show. */
  startsFolded?: boolean
  children: ReactNode
}

/** A part of a panel. Folds, and remembers that it was turned about. */
export function Fold({ id, title, startsFolded = false, children }: Props) {
  const [isTurned, setTurned] = useState(() => localStorage.getItem(FOLDED + id) !== null)
  const isOpen = isTurned === startsFolded
  const toggle = () => {
    if (isTurned) localStorage.removeItem(FOLDED + id)
    else localStorage.setItem(FOLDED + id, '1')
    setTurned(!isTurned)
  }
  return (
    <section className={classes.section}>
      <h3>
        <button type="button" className={classes.fold} aria-expanded={isOpen} onClick={toggle}>
          {title}
          <IconChevronDown size={16} stroke={2} aria-hidden="true" className={classes.chevron} />
        </button>
      </h3>
      {isOpen ? children : null}
    </section>
  )
}
