/** What every check is given: whose number or account it is, as whom to ask Meta, and what we know ourselves. Gathered once per run. */
import type { CallResult, GraphTarget } from '../outbound/graph-client.ts'
import type { Demo, LiveContext } from '../road/context.ts'
import type { Diagnosis } from './diagnosis.ts'
import type { TokenSaid } from './questions.ts'

/** What is kept of the number here. */
export interface OwnNumber {
  readonly id: string
  readonly phoneNumberId: string
  readonly phone: string
  readonly pausedBecause: string | null
  readonly isPinKept: boolean
  readonly isCoexistence: boolean
}

export interface Patient extends LiveContext {
  readonly wabaId: string
  /** null: the token was destroyed, or the sandbox is starting */
  readonly target: GraphTarget | null
  /** An account by itself has none. */
  readonly number: OwnNumber | null
  /** The number or the account as the checks of the road know it. */
  readonly demo: Demo | null
  readonly isTokenDestroyed: boolean
  /** Of Embedded Signup; '' where the installation has none. */
  readonly configurationId: string
  /** Whether an address is one where this installation listens. */
  readonly isOurs: (url: string) => boolean
  readonly askToken: () => Promise<CallResult<TokenSaid>>
}

export type DoctorCheck = (patient: Patient) => Diagnosis | Promise<Diagnosis>
