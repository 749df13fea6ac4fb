/** What can be wrong with a draft, and where. */
export type Place =
  | 'name'
  | 'language'
  | 'header'
  | 'headerSample'
  | 'body'
  | `sample.${string}`
  | 'footer'
  | 'buttons'
  | `button.${number}.${'text' | 'value' | 'sample'}`
  | 'expiration'
  | 'codeButton'

export type DraftRule =
  | 'too_long'
  | 'name_missing'
  | 'name_pattern'
  | 'language_unknown'
  | 'header_missing'
  | 'header_variables'
  | 'header_plain'
  | 'body_missing'
  | 'body_leading'
  | 'body_trailing'
  | 'body_adjacent'
  | 'body_ratio'
  | 'variable_broken'
  | 'variable_numbers'
  | 'variable_names'
  | 'sample_missing'
  | 'sample_plain'
  | 'footer_variable'
  | 'footer_plain'
  | 'buttons_many'
  | 'buttons_urls'
  | 'buttons_phones'
  | 'buttons_codes'
  | 'buttons_grouped'
  | 'button_missing'
  | 'button_plain'
  | 'button_twice'
  | 'url_missing'
  | 'url_form'
  | 'url_variable'
  | 'phone_missing'
  | 'phone_form'
  | 'coupon_missing'
  | 'coupon_form'
  | 'expiration_range'

export interface DraftProblem {
  place: Place
  rule: DraftRule
  /** too_long: letters beyond the limit · body_ratio: words missing */
  count?: number
}

/** Digits and signs such as # and © are emoji to Unicode, but not to a reader. */
export const hasEmoji = (text: string): boolean => /\p{Emoji_Presentation}|\uFE0F/u.test(text)
