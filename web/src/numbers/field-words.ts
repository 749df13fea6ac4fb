import type { CredentialField, FieldCheck } from '@recado/contract/numbers'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'

/** Every check in plain words: what we found when it is right, cause and mend when it is not. */
export function useCheckWords(): (check: FieldCheck) => string {
  const { t } = useTranslation('numbers')
  const format = useFormat()
  const good = (check: FieldCheck): string => {
    const { facts } = check
    switch (check.field) {
      case 'accessToken':
        return facts.expiresAt && facts.expiresAt !== 'never'
          ? t('form.good.accessTokenUntil', { until: format.day(facts.expiresAt) })
          : t('form.good.accessTokenPermanent')
      case 'wabaId':
        return facts.name ? t('form.good.wabaId', { name: facts.name }) : t('form.good.plain')
      case 'phoneNumberId': {
        const phone = facts.displayPhoneNumber
        const name = facts.verifiedName
        if (!phone) return t('form.good.plain')
        return name ? t('form.good.phoneNumberIdNamed', { phone, name }) : t('form.good.phoneNumberId', { phone })
      }
      case 'appSecret': {
        const app = facts.appName
        return app ? t('form.good.appSecret', { app }) : t('form.good.plain')
      }
      case 'verifyToken':
        return t('form.good.verifyToken')
    }
  }
  const bad = (check: FieldCheck): string => {
    const { facts, problem } = check
    switch (problem) {
      case null:
        return t('problem.graph_unreachable')
      case 'malformed':
        return t(`problem.malformed_${check.field}`)
      case 'token_lacks_permission':
        return t('problem.token_lacks_permission', { missing: facts.missing ?? '' })
      case 'secret_of_other_app':
        return t('problem.secret_of_other_app', { app: facts.appName ?? facts.appId ?? '' })
      case 'needs_other_field':
        return t('problem.needs_other_field', { field: t(`form.${fieldOf(facts.field)}`) })
      case 'graph_refused':
        return t('problem.graph_refused', { meta: facts.meta ?? '' })
      default:
        return t(`problem.${problem}`)
    }
  }
  return (check) => (check.state === 'ok' ? good(check) : bad(check))
}

const NAMES = ['accessToken', 'wabaId', 'phoneNumberId', 'appSecret', 'verifyToken'] as const satisfies readonly CredentialField[]
function fieldOf(name: string | undefined): CredentialField {
  return NAMES.find((known) => known === name) ?? 'accessToken'
}
