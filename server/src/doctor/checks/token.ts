/** The access token of the account: whether Meta takes it, and for what. */
import { tokenStateOf } from '@recado/cloud-api/errors'
import type { DoctorCheckId } from '@recado/contract/doctor'
import { NEEDED_SCOPES } from '@recado/contract/number-token'
import { broken, type Diagnosis, good, told, unsure, warning } from '../diagnosis.ts'
import type { DoctorCheck, Patient } from '../patient.ts'
import type { LiveToken } from '../questions.ts'

const DAY_MS = 86_400_000
/** As the alert has it (alerts/lasting.ts). */
const SOON_DAYS = 14

const valid: DoctorCheck = async (patient) => {
  if (patient.isTokenDestroyed) return broken('token_destroyed')
  if (patient.target === null) return unsure('no_token')
  return told(await patient.askToken(), ({ data }) => {
    if (!data.is_valid) return broken(tokenStateOf(data.error?.subcode) === 'expired' ? 'token_expired' : 'token_revoked')
    const { app } = patient
    if (app === null) return good('token_lives')
    return data.app_id === app.id ? good('token_lives') : broken('token_of_other_app', { app: data.app_id })
  })
}

/** For what can only be said of a token that lives. */
async function ofLiving(patient: Patient, judge: (token: LiveToken) => Diagnosis): Promise<Diagnosis> {
  if (patient.target === null) return unsure('no_token')
  return told(await patient.askToken(), ({ data }) => (data.is_valid ? judge(data) : unsure('token_says_nothing')))
}

const scopes: DoctorCheck = (patient) =>
  ofLiving(patient, (token) => {
    const lacks = NEEDED_SCOPES.filter((scope) => !token.scopes.includes(scope))
    return lacks.length === 0 ? good('scopes_good') : broken('token_lacks', { lacks: lacks.join(', ') })
  })

/** A permission without targets is for everything that the person who granted it may see. */
const account: DoctorCheck = (patient) =>
  ofLiving(patient, ({ granular_scopes: granted }) => {
    if (granted == null) return unsure('targets_untold')
    const limits = granted.filter(({ scope, target_ids: targets }) => NEEDED_SCOPES.some((needed) => needed === scope) && targets?.length)
    return limits.every(({ target_ids: targets }) => targets?.includes(patient.wabaId))
      ? good('token_reaches', { waba: patient.wabaId })
      : broken('token_not_for_account', { waba: patient.wabaId })
  })

const expiry: DoctorCheck = (patient) =>
  ofLiving(patient, ({ expires_at: token, data_access_expires_at: data }) => {
    const ends = [token, data ?? 0].filter((seconds) => seconds > 0)
    if (ends.length === 0) return good('token_for_ever')
    const days = Math.floor((Math.min(...ends) * 1000 - patient.now.getTime()) / DAY_MS)
    return days < SOON_DAYS ? warning('token_soon', { days }) : good('token_good_for', { days })
  })

export const TOKEN_CHECKS = {
  token_valid: valid,
  token_scopes: scopes,
  token_account: account,
  token_expiry: expiry,
} as const satisfies Partial<Record<DoctorCheckId, DoctorCheck>>
