/** What Meta's own health says, as a finding. Pure. */
import type { HealthFacts } from '@recado/cloud-api/numbers'
import { broken, type Diagnosis, good, unsure, warning } from '../diagnosis.ts'

/** Meta gives money several codes, and always names it. */
const PAYMENT = /payment/i

export function judgeHealth({ can_send_message: can, entities }: HealthFacts): Diagnosis {
  if (can === 'AVAILABLE') return good('health_good')
  if (can !== 'BLOCKED' && can !== 'LIMITED') return unsure('meta_nonsense', { cause: can })
  const weigh = can === 'BLOCKED' ? broken : warning
  const problem = entities.flatMap(({ errors }) => errors ?? []).find(({ possible_solution: mend }) => mend !== null)
  if (problem) return weigh('health_advice', { can, what: problem.error_description, advice: problem.possible_solution ?? '' })
  const note = entities.flatMap(({ additional_info: notes }) => notes ?? [])[0]
  return note === undefined ? weigh('health_bad', { can }) : weigh('health_note', { can, note })
}

export function judgePayment({ can_send_message: can, entities }: HealthFacts): Diagnosis {
  const problem = entities
    .flatMap(({ errors }) => errors ?? [])
    .find(
      ({ error_code: code, error_description: what, possible_solution: mend }) => code === 131042 || PAYMENT.test(`${what} ${mend ?? ''}`),
    )
  if (problem) return broken('payment_missing', { what: problem.error_description })
  return ['AVAILABLE', 'BLOCKED', 'LIMITED'].includes(can) ? good('payment_good') : unsure('meta_nonsense', { cause: can })
}
