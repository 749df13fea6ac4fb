import { useSuspenseQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { Bubble, type BubbleActions } from '../src/inbox/Bubble.tsx'
import { SystemLine } from '../src/inbox/SystemLine.tsx'
import { type ThreadRow, threadRows } from '../src/inbox/thread-rows.ts'
import { meQuery } from '../src/session/me.ts'
import classes from './Gallery.module.css'
import { RECEIVED, type Specimen } from './specimens.ts'
import { SENT } from './specimens-sent.ts'

const nothing = () => undefined
const ACTIONS: BubbleActions = { retry: nothing, drop: nothing, chooseTemplate: nothing, openNumber: nothing, jumpTo: nothing }
const NAME = 'Ana Lima'

export function Gallery() {
  return (
    <Suspense>
      <main className={classes.page}>
        <h1>Every kind of message</h1>
        <Shelf title="Received" specimens={RECEIVED} />
        <Shelf title="Sent" specimens={SENT} />
      </main>
    </Suspense>
  )
}

function Shelf({ title, specimens }: { title: string; specimens: readonly Specimen[] }) {
  useSuspenseQuery(meQuery)
  return (
    <section className={classes.shelf} aria-label={title}>
      <h2>{title}</h2>
      <div className={classes.cards}>
        {specimens.map((specimen) => (
          <article className={classes.card} key={specimen.title} data-specimen={specimen.title}>
            <h3>{specimen.title}</h3>
            <div className={classes.stage}>
              {rowsOf(specimen).map((row) => (
                <Row key={row.key} row={row} />
              ))}
            </div>
          </article>
        ))}
      </div>
    </section>
  )
}

const rowsOf = ({ messages }: Specimen) =>
  threadRows({ messages, waiting: [], windowExpiresAt: null, now: Date.now(), dayOf: (at) => at.slice(0, 10) })

function Row({ row }: { row: ThreadRow }) {
  if (row.kind === 'bubble') return <Bubble row={row} contactName={NAME} actions={ACTIONS} />
  return row.kind === 'system' ? <SystemLine message={row.message} name={NAME} className={classes.system} /> : null
}
