import { IconChevronDown } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import classes from './Fold.module.css'

const FOLDED = 'recado-folded:'

/** A part of a panel. Folds, and remembers it. */
export function Fold({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  const [isOpen, setOpen] = useState(() => localStorage.getItem(FOLDED + id) === null)
  const toggle = () => {
    if (isOpen) localStorage.setItem(FOLDED + id, '1')
    else localStorage.removeItem(FOLDED + id)
    setOpen(!isOpen)
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
