import { Fragment } from 'react'

/** Meta's long names may break where they are joined, and nowhere else. */
export function Breakable({ text }: { text: string }) {
  return text.split('_').map((part, place) => (
    <Fragment key={part}>
      {place > 0 ? '_' : ''}
      {place > 0 ? <wbr /> : null}
      {part}
    </Fragment>
  ))
}
