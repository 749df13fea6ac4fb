/** Checks what is typed, a moment after the last key. A result counts only for the very values it was made with. */
import type { CredentialField, FieldCheck, PartialCredentials } from '@recado/contract/numbers'
import { useEffect, useState } from 'react'
import { api } from '../api.ts'

export const FIELDS = ['accessToken', 'wabaId', 'phoneNumberId', 'appSecret', 'verifyToken'] as const satisfies readonly CredentialField[]
export type Credentials = Record<CredentialField, string>

const QUIET_MS = 500

interface Checked {
  values: Credentials
  checks: readonly FieldCheck[]
  error: unknown
}

export interface LiveChecks {
  /** null: nothing typed, or not looked at yet */
  checkOf(field: CredentialField): FieldCheck | null
  isChecking(field: CredentialField): boolean
  /** The question itself failed; nothing is known about what changed since. */
  error: unknown
  again(): void
}

export function useLiveChecks(values: Credentials): LiveChecks {
  const [checked, setChecked] = useState<Checked>({ values: EMPTY, checks: [], error: null })
  const [round, setRound] = useState(0)
  const { accessToken, wabaId, phoneNumberId, appSecret, verifyToken } = values

  useEffect(() => {
    const asked: Credentials = { accessToken, wabaId, phoneNumberId, appSecret, verifyToken }
    const filled = FIELDS.filter((field) => asked[field].trim() !== '')
    if (filled.length === 0) return setChecked({ values: asked, checks: [], error: null })
    const abort = new AbortController()
    const ask = async () => {
      const body: PartialCredentials = Object.fromEntries(filled.map((field) => [field, asked[field].trim()]))
      const { checks } = await api.post<{ checks: FieldCheck[] }>('/numbers/check', body, { signal: abort.signal })
      setChecked({ values: asked, checks, error: null })
    }
    const timer = setTimeout(
      () => {
        ask().catch((error: unknown) => {
          if (!abort.signal.aborted) setChecked({ values: asked, checks: [], error })
        })
      },
      round === 0 ? QUIET_MS : 0,
    )
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [accessToken, wabaId, phoneNumberId, appSecret, verifyToken, round])

  const current = (field: CredentialField) => values[field] === checked.values[field]
  return {
    checkOf: (field) =>
      current(field) ? (checked.checks.find((check) => check.field === field && check.state !== 'missing') ?? null) : null,
    isChecking: (field) => values[field].trim() !== '' && !current(field),
    error: checked.error,
    again: () => {
      setChecked((before) => ({ ...before, values: EMPTY, error: null }))
      setRound((before) => before + 1)
    },
  }
}

export const EMPTY: Credentials = { accessToken: '', wabaId: '', phoneNumberId: '', appSecret: '', verifyToken: '' }
