import { type RefObject, useEffect, useState } from 'react'

/** At which sides a row that is pushed sideways goes on out of sight: `left`, `right`, both or none, in one word list. */
export function useMoreBeside(place: RefObject<HTMLElement | null>): string {
  const [more, setMore] = useState('')
  useEffect(() => {
    const row = place.current
    if (!row) return
    const look = () => {
      const hidden = row.scrollWidth - row.clientWidth - row.scrollLeft
      setMore([row.scrollLeft > 1 ? 'left' : '', hidden > 1 ? 'right' : ''].join(' ').trim())
    }
    look()
    row.addEventListener('scroll', look, { passive: true })
    const sizes = new ResizeObserver(look)
    sizes.observe(row)
    return () => {
      row.removeEventListener('scroll', look)
      sizes.disconnect()
    }
  }, [place])
  return more
}
