/** The switches of "what Meta would do, you decide here". One set per account, kept with it. */
import { z } from 'zod'

/** What can happen to a send. Those in the second half happen after the message was accepted, which is what makes them nasty. */
export const SEND_FAULTS = [
  'serverError',
  'unavailable',
  'badGateway',
  'tooManyRequests',
  'throughput',
  'pair',
  'reset',
  'hang',
  'serverErrorAfter',
  'lostReply',
  'hangAfter',
  'brokenJson',
] as const
export type SendFault = (typeof SEND_FAULTS)[number]

const span = z.strictObject({ minMs: z.number().min(0).max(600_000), maxMs: z.number().min(0).max(600_000) })
const share = z.number().min(0).max(1)

const nextFault = z.union([
  z.strictObject({ kind: z.literal('refuse'), code: z.number().int(), later: z.boolean().default(false) }),
  z.strictObject({ kind: z.enum(SEND_FAULTS) }),
])
export type NextFault = z.infer<typeof nextFault>

const rates = z.strictObject({
  serverError: share,
  unavailable: share,
  badGateway: share,
  tooManyRequests: share,
  throughput: share,
  pair: share,
  reset: share,
  hang: share,
  serverErrorAfter: share,
  lostReply: share,
  hangAfter: share,
  brokenJson: share,
})

const statuses = z.strictObject({
  /** Between one step of a message's life and the next. */
  delay: span,
  /** Reports of one message leave in any order. */
  reorder: z.boolean(),
  duplicate: share,
  skipDelivered: share,
  /** `sent` and `delivered` are reported before the call is answered (the answer waits for as long as `latency` says). */
  beforeReply: z.boolean(),
})

const webhooks = z.strictObject({
  /** Held back until switched off again; nothing is lost. */
  paused: z.boolean(),
  delay: span,
  reorder: z.boolean(),
  duplicate: share,
  maxBatch: z.number().int().min(1).max(1000),
  badSignature: share,
  /** A field and a message type nobody has heard of travel along. */
  unknownField: z.boolean(),
  concurrency: z.number().int().min(1).max(64),
  timeoutMs: z.number().int().min(50).max(120_000),
  /** First pause before a delivery is tried again; doubled each time. Meta's hours, compressed. */
  retryMs: z.number().int().min(1).max(3_600_000),
  retryMaxMs: z.number().int().min(1).max(3_600_000),
})

const faults = z.strictObject({
  outage: z.boolean(),
  latency: span,
  rates,
  next: z.array(nextFault).max(1000),
  windowClosed: z.enum(['sync', 'async']),
  pairRate: z.boolean(),
  /** 100 new templates an hour, and the edits that Meta allows. */
  templateRate: z.boolean(),
  throughputPerSecond: z.number().int().min(0).nullable(),
  /** Whether messages inside the service window cost (as from October 2026) or not. */
  serviceMessagesBilled: z.boolean(),
  statuses,
  webhooks,
})
export type Faults = z.infer<typeof faults>

export const faultsPatch = faults
  .extend({
    latency: span.partial(),
    rates: rates.partial(),
    statuses: statuses.extend({ delay: span.partial() }).partial(),
    webhooks: webhooks.extend({ delay: span.partial() }).partial(),
  })
  .partial()
export type FaultsPatch = z.infer<typeof faultsPatch>

export function noFaults(): Faults {
  return {
    outage: false,
    latency: { minMs: 0, maxMs: 0 },
    rates: {
      serverError: 0,
      unavailable: 0,
      badGateway: 0,
      tooManyRequests: 0,
      throughput: 0,
      pair: 0,
      reset: 0,
      hang: 0,
      serverErrorAfter: 0,
      lostReply: 0,
      hangAfter: 0,
      brokenJson: 0,
    },
    next: [],
    windowClosed: 'async',
    pairRate: true,
    templateRate: true,
    throughputPerSecond: null,
    serviceMessagesBilled: true,
    statuses: { delay: { minMs: 30, maxMs: 150 }, reorder: false, duplicate: 0, skipDelivered: 0, beforeReply: false },
    webhooks: {
      paused: false,
      delay: { minMs: 0, maxMs: 0 },
      reorder: false,
      duplicate: 0,
      maxBatch: 1000,
      badSignature: 0,
      unknownField: false,
      concurrency: 8,
      timeoutMs: 20_000,
      retryMs: 1000,
      retryMaxMs: 30_000,
    },
  }
}

/** Parts that are not named keep their position. */
export function mergeFaults(current: Faults, patch: FaultsPatch): Faults {
  const { latency, rates: shares, statuses: reports, webhooks: hooks, ...plain } = patch
  return faults.parse({
    ...noFaults(), // an account kept by an older version has fewer switches
    ...current,
    ...plain,
    latency: { ...current.latency, ...latency },
    rates: { ...current.rates, ...shares },
    statuses: { ...current.statuses, ...reports, delay: { ...current.statuses.delay, ...reports?.delay } },
    webhooks: { ...current.webhooks, ...hooks, delay: { ...current.webhooks.delay, ...hooks?.delay } },
  })
}

export function within(range: { readonly minMs: number; readonly maxMs: number }): number {
  return range.maxMs <= range.minMs ? range.minMs : range.minMs + Math.random() * (range.maxMs - range.minMs)
}

export function happens(probability: number): boolean {
  return probability > 0 && Math.random() < probability
}
