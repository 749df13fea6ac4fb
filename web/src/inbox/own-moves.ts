/** What somebody did to a conversation is shown at once, and until the server has told of it. */
import type { ConversationView } from '@recado/contract/conversations'
import type { Cell, ConversationPatch } from './store-cell.ts'

interface Move {
  done(): void
  undone(): void
}

/** After an answer, the event of it is a moment away. Where somebody else was quicker there is none that says the same. */
const TOLD_WITHIN_MS = 5_000

/**
 * An answer is put in under every event that came since it was asked for, of which an early one may say how things stood before: a
 * conversation that was just accepted would be pending again until the next event, and the composer with all that was begun in it gone.
 */
export function heldMoves(cell: Cell): (id: string, next: ConversationPatch) => Move {
  const underWay = new Map<string, number>()
  return (id, next) => {
    const count = (by: number) => underWay.set(id, (underWay.get(id) ?? 0) + by)
    const whole = { ...cell.state().patches[id], ...next }
    cell.change(({ patches, ownMoves }) => ({ patches: { ...patches, [id]: whole }, ownMoves: ownMoves + 1 }))
    count(1)
    /** Unless something was done after it, which answers for itself. */
    const letGo = () =>
      cell.change(({ patches }) => {
        const { [id]: last, ...others } = patches
        return last === whole ? { patches: others } : {}
      })
    const isTold = () => !underWay.get(id) && agrees(cell.state().inbox?.conversations[id], whole)
    return {
      undone: () => {
        count(-1)
        letGo()
      },
      done: () => {
        count(-1)
        if (isTold()) return letGo()
        const end = () => {
          stop()
          clearTimeout(timer)
          letGo()
        }
        const stop = cell.subscribe(() => (isTold() || cell.state().patches[id] !== whole) && end())
        const timer = setTimeout(end, TOLD_WITHIN_MS)
      },
    }
  }
}

/** The count of unread messages is not waited for: more may have come. */
const agrees = (told: ConversationView | undefined, { status, assignee }: ConversationPatch): boolean =>
  told === undefined || ((status === undefined || told.status === status) && (assignee === undefined || told.assignee?.id === assignee?.id))
