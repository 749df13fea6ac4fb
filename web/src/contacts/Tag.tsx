import type { TagView } from '@recado/contract/contacts'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './Tag.module.css'

/** A colour and its word; never the colour alone. */
export function Tag({ tag, remove }: { tag: TagView; remove?: { label: string; run(): void } }) {
  return (
    <span className={classes.tag}>
      <span className={classes.dot} style={{ background: `var(--team-${tag.color})` }} aria-hidden="true" />
      <span className={classes.name}>{tag.name}</span>
      {remove ? (
        <button type="button" className={classes.remove} aria-label={remove.label} onClick={remove.run}>
          <IconX size={14} stroke={2} aria-hidden="true" />
        </button>
      ) : null}
    </span>
  )
}

const SHOWN = 2

/** In a row of a list, where there is room for two. */
export function FewTags({ tags, more }: { tags: readonly TagView[]; more(count: number): ReactNode }) {
  const rest = tags.slice(SHOWN)
  return (
    <span className={classes.few}>
      {tags.slice(0, SHOWN).map((tag) => (
        <Tag key={tag.id} tag={tag} />
      ))}
      {rest.length > 0 ? (
        <span className={classes.more} title={rest.map((tag) => tag.name).join(', ')}>
          {more(rest.length)}
        </span>
      ) : null}
    </span>
  )
}
