import type { DoctorCheckId } from '@recado/contract/doctor'
import { ACCOUNT_CHECKS } from './checks/account.ts'
import { APP_DOCTOR_CHECKS } from './checks/app-and-server.ts'
import { NUMBER_DOCTOR_CHECKS } from './checks/number.ts'
import { TOKEN_CHECKS } from './checks/token.ts'
import type { DoctorCheck } from './patient.ts'

/** One check for every line; the type demands that none is left out. */
export const CATALOGUE: Readonly<Record<DoctorCheckId, DoctorCheck>> = {
  ...TOKEN_CHECKS,
  ...ACCOUNT_CHECKS,
  ...NUMBER_DOCTOR_CHECKS,
  ...APP_DOCTOR_CHECKS,
}
