import type { DeliveryState } from '../messages/delivery-state.ts'
import { ANSWER_LOST } from '../messages/merge-report.ts'
import { mergeTimes, nextStatus } from '../messages/status.ts'
import type { Verdict } from './verdict.ts'

/** What the message is after its attempt; the very same state when nothing changed. Pure. @param isOurs whether the attempt is still open */
export function conclude(state: DeliveryState, verdict: Verdict, isOurs: boolean, now: Date): DeliveryState {
  switch (verdict.kind) {
    case 'again':
      return state
    case 'accepted': {
      const status = nextStatus(state.status, 'accepted')
      const times = mergeTimes(state.times, 'accepted', Math.floor(now.getTime() / 1000))
      return {
        ...state,
        status,
        times,
        wamid: state.wamid ?? verdict.wamid,
        error: state.error?.reason === ANSWER_LOST ? null : state.error,
      }
    }
    case 'failed': {
      const status = nextStatus(state.status, 'failed')
      const times = mergeTimes(state.times, 'failed', Math.floor(now.getTime() / 1000))
      return { ...state, status, times, error: state.error === null || state.error.reason === ANSWER_LOST ? verdict.error : state.error }
    }
    case 'unknown': {
      // Somebody else may have found out meanwhile: then there is no doubt left.
      const isNews = isOurs && nextStatus(state.status, 'unknown') !== state.status
      return isNews ? { ...state, status: 'unknown', error: state.error ?? verdict.error } : state
    }
  }
}
