/** What every check is given: the app, the number that is shown to Meta, and what we know ourselves. Gathered once per run. */
import type { LegalFacts } from '@recado/contract/legal'
import type { Ground, RoadSettings } from '@recado/contract/road'
import type { Permission } from '@recado/contract/road-items'
import type { GraphTarget } from '../outbound/graph-client.ts'
import type { Probe } from './probe.ts'
import type { Questions } from './questions.ts'
import type { Verdict } from './verdict.ts'

export interface RoadApp {
  readonly id: string
  readonly secret: string
  readonly verifyToken: string
  /** As the app itself. */
  readonly target: GraphTarget
}

/** The number that the videos show, with its account. */
export interface Demo {
  readonly target: GraphTarget
  readonly numberId: string
  readonly phoneNumberId: string
  readonly wabaId: string
  readonly displayPhoneNumber: string
}

/** What needs no question to anybody. */
export interface OwnKnowledge {
  readonly legal: LegalFacts
  readonly reviewerPassword: string | null
  /** The last call that Meta accepted. */
  readonly lastCall: Readonly<Record<Permission, Date | null>>
  readonly texts: Readonly<Record<Permission, Verdict>>
  readonly videos: Readonly<Record<Permission, Verdict>>
  readonly submission: { readonly outcome: 'waiting' | 'approved' | 'rejected'; readonly at: Date; readonly openReasons: number } | null
  /** A person says that Access Verification is done. */
  readonly isAccessVerified: boolean
}

export interface CheckContext {
  readonly now: Date
  readonly ground: Ground
  readonly publicUrl: string
  readonly settings: RoadSettings
  readonly app: RoadApp | null
  readonly demo: Demo | null
  readonly own: OwnKnowledge
  readonly ask: Questions
  readonly probe: Probe
}

export type Check = (context: CheckContext) => Verdict | Promise<Verdict>

/** For checks that ask and look and need nothing the operator said: the doctor runs them on any number. */
export type LiveContext = Pick<CheckContext, 'now' | 'ground' | 'publicUrl' | 'app' | 'demo' | 'ask' | 'probe'>
export type LiveCheck = (context: LiveContext) => Verdict | Promise<Verdict>

export const isLoopback = (url: string): boolean => /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/.test(url)

/** On this very machine, in the sandbox, plain http stands in for https; at Meta it never does. */
export const isRehearsal = ({ ground }: Pick<CheckContext, 'ground'>, url: string): boolean => ground === 'sandbox' && isLoopback(url)

const NAMES_OF_THIS_MACHINE = /^http:\/\/(127\.0\.0\.1|\[::1\])/

/** Whether an address that Meta has is ours. The simulator may know this machine by another of its names. */
export function isOurs(context: Pick<CheckContext, 'ground' | 'publicUrl'>, url: string | null | undefined, path: string): boolean {
  const ours = context.publicUrl + path
  if (url === ours) return true
  const plain = (address: string) => address.replace(NAMES_OF_THIS_MACHINE, 'http://localhost')
  return typeof url === 'string' && isRehearsal(context, url) && plain(url) === plain(ours)
}
