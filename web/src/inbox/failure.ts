/** Why a message was not sent, in words that exist in our languages, and what helps where sending it again would not. */
export const FAILURE_WORDS = [
  'window_closed',
  'undeliverable',
  'marketing_limit_of_user',
  'user_opted_out',
  'pair_rate_limit',
  'number_rate_limit',
  'spam_limit',
  'media_refused',
  'template_parameter_count',
  'template_parameter_format',
  'template_parameter_invalid',
  'template_missing',
  'template_paused',
  'template_disabled',
  'template_not_usable',
  'template_text_too_long',
  'template_policy',
  'template_misuse_limit',
  'token_invalid',
  'permission_missing',
  'access_denied',
  'account_locked',
  'account_restricted',
  'payment_problem',
  'number_not_registered',
  'left_from_phone',
  'number_gone',
  'number_disconnected',
  'display_name_not_approved',
  'recipient_is_sender',
  'recipient_not_in_test_list',
  'recipient_needs_phone',
  'marketing_experiment',
  'country_not_allowed',
  'identity_changed',
  'answer_lost',
  'expired',
  'meta_unavailable',
  'meta_unsure',
  'unsupported_type',
  'not_allowed',
  'not_found',
  'invalid',
] as const
export type FailureWord = (typeof FAILURE_WORDS)[number] | 'refused_by_meta'

/** The same causes come in two spellings: Meta's reasons and our own refusals. */
const SAME: Readonly<Record<string, FailureWord>> = {
  template_parameters: 'template_parameter_count',
  payment_terms: 'payment_problem',
  number_not_verified: 'number_not_registered',
  app_rate_limit: 'number_rate_limit',
  account_rate_limit: 'number_rate_limit',
}

export function failureWord(reason: string): FailureWord {
  return FAILURE_WORDS.find((word) => word === reason) ?? SAME[reason] ?? 'refused_by_meta'
}

/** template: choose one instead · number: mend the number */
export function failureRemedy(reason: string): 'template' | 'number' | null {
  const word = failureWord(reason)
  if (word === 'window_closed' || word.startsWith('template_')) return 'template'
  const ofNumber: readonly FailureWord[] = [
    'token_invalid',
    'permission_missing',
    'access_denied',
    'account_locked',
    'account_restricted',
    'payment_problem',
    'number_not_registered',
    'left_from_phone',
    'number_gone',
    'number_disconnected',
    'display_name_not_approved',
    'spam_limit',
  ]
  return ofNumber.includes(word) ? 'number' : null
}
