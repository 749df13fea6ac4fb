/** What can be wrong with a draft, and where. */
type ButtonPlace = `button.${number}.${'text' | 'value' | 'sample'}`
type CardPlace = `card.${number}.${'file' | 'body' | `sample.${string}` | 'buttons' | ButtonPlace}`

export type Place =
  | 'name'
  | 'language'
  | 'ttl'
  | 'layout'
  | 'header'
  | 'headerSample'
  | 'headerFile'
  | 'offer'
  | 'body'
  | `sample.${string}`
  | 'footer'
  | 'buttons'
  | ButtonPlace
  | 'cards'
  | CardPlace
  | 'expiration'
  | 'codeButton'
  | 'autofill'
  | 'apps'
  | `app.${number}.${'package' | 'hash'}`
  | 'terms'

export type DraftRule =
  | 'too_long'
  | 'name_missing'
  | 'name_pattern'
  | 'name_taken'
  | 'name_held'
  | 'language_unknown'
  | 'ttl_range'
  | 'layout_category'
  | 'header_missing'
  | 'header_variables'
  | 'header_plain'
  | 'header_offer'
  | 'file_missing'
  | 'file_forgotten'
  | 'offer_missing'
  | 'offer_plain'
  | 'offer_buttons'
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
  | 'buttons_single'
  | 'buttons_alone'
  | 'buttons_category'
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
  | 'flow_missing'
  | 'flow_form'
  | 'screen_form'
  | 'call_minutes'
  | 'cards_count'
  | 'cards_same'
  | 'card_buttons'
  | 'expiration_range'
  | 'apps_count'
  | 'package_form'
  | 'hash_form'
  | 'terms_missing'

export interface DraftProblem {
  place: Place
  rule: DraftRule
  /** too_long: letters beyond the limit · body_ratio: words missing */
  count?: number
  /** name_held: an ISO moment */
  until?: string
}

/** Digits and signs such as # and © are emoji to Unicode, but not to a reader. */
export const hasEmoji = (text: string): boolean => /\p{Emoji_Presentation}|\uFE0F/u.test(text)

export function tooLong(place: Place, text: string, most: number): DraftProblem[] {
  return text.length > most ? [{ place, rule: 'too_long', count: text.length - most }] : []
}
