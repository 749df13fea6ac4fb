import type { CheckedItem } from '@recado/contract/road-items'
import type { Check } from '../context.ts'
import { AFTER_CHECKS } from './after.ts'
import { APP_CHECKS } from './app.ts'
import { NUMBER_CHECKS } from './number.ts'
import { SERVER_CHECKS } from './own-doors.ts'
import { REVIEW_CHECKS } from './review.ts'

/** One check for every item that software can look at; the type demands that none is left out. */
export const CHECKS: Readonly<Record<CheckedItem, Check>> = {
  ...APP_CHECKS,
  ...NUMBER_CHECKS,
  ...SERVER_CHECKS,
  ...REVIEW_CHECKS,
  ...AFTER_CHECKS,
}
