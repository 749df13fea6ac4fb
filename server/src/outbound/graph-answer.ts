/** From an exchange to what it means. Pure: every combination is in a table test. */
import { errorRule, isKnownError } from '@recado/cloud-api/errors'
import { acceptedMessage, errorEnvelope } from '@recado/cloud-api/messages'
import type { z } from 'zod'
import type { CallResult, GraphError, SendResult } from './graph-client.ts'
import type { Exchange } from './graph-transport.ts'

export function sendResult(exchange: Exchange): SendResult {
  if (exchange.kind === 'unsent') return { outcome: 'not_sent', cause: exchange.cause }
  if (exchange.kind === 'lost') return withoutAnswer(exchange.cause, exchange.httpStatus)

  const { httpStatus } = exchange
  const body = parseJson(exchange.body)
  const error = graphError(httpStatus, body)
  if (error !== null) return withError(error)
  const accepted = acceptedMessage.safeParse(body)
  if (httpStatus !== 200 || !accepted.success) return withoutAnswer(`http_${httpStatus}_unreadable`, httpStatus)
  const [message] = accepted.data.messages
  const [contact] = accepted.data.contacts
  return {
    outcome: 'accepted',
    wamid: message.id,
    waId: contact?.wa_id ?? null,
    userId: contact?.user_id ?? null,
    held: message.message_status === 'held_for_quality_assessment',
  }
}

/** A 5xx with a code whose meaning we know ("not registered") says more than its status; any other 5xx leaves it open. */
function withError(error: GraphError): SendResult {
  const isUnsure = errorRule(error.code).class === 'ambiguous' || (error.httpStatus >= 500 && !isKnownError(error.code))
  return isUnsure ? { outcome: 'ambiguous', cause: `graph_${error.code}`, error } : { outcome: 'refused', error }
}

/**
 * No word of Graph's. Something in between that answers 401, 403, 404, 413, 429 … has not passed the request on; a bare 400 could still be
 * Graph's own code 1, whose body we failed to read.
 */
function withoutAnswer(cause: string, httpStatus: number | null): SendResult {
  const wasTurnedAway = httpStatus !== null && httpStatus > 400 && httpStatus < 500
  return wasTurnedAway ? { outcome: 'not_sent', cause } : { outcome: 'ambiguous', cause, error: null }
}

export function callResult<T>(exchange: Exchange, answer: z.ZodType<T>): CallResult<T> {
  if (exchange.kind !== 'answered') return { ok: false, error: null, cause: exchange.cause }
  const body = parseJson(exchange.body)
  const error = graphError(exchange.httpStatus, body)
  if (error !== null) return { ok: false, error, beside: body }
  const parsed = answer.safeParse(body)
  if (exchange.httpStatus === 200 && parsed.success) return { ok: true, value: parsed.data }
  return { ok: false, error: null, cause: `http_${exchange.httpStatus}_unreadable` }
}

function graphError(httpStatus: number, body: unknown): GraphError | null {
  const parsed = errorEnvelope.safeParse(body)
  if (!parsed.success) return null
  const { error } = parsed.data
  return {
    httpStatus,
    code: error.code,
    subcode: error.error_subcode,
    title: error.error_user_title || error.message.replace(/^\(#\d+\)\s*/, ''),
    details: error.error_data.details || error.error_user_msg || null,
    traceId: error.fbtrace_id || null,
  }
}

/** undefined when it is not JSON: an answer that cannot be read is an outcome here, not an exception. */
function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
