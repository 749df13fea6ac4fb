import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js'

/**
 * A telephone number as people write it, as WhatsApp does: digits, country code first.
 *
 * @param country whose numbers may be written without their country code
 * @returns null when it is no telephone number
 */
export function internationalDigits(written: string, country: string): string | null {
  const hint: CountryCode | undefined = isSupportedCountry(country) ? country : undefined
  const national = parsePhoneNumberFromString(written, hint)
  // 5511999990001: the country code without its +, as WhatsApp itself writes numbers
  const number = national?.isValid() ? national : (parsePhoneNumberFromString(`+${written.replace(/\D/g, '')}`) ?? national)
  return number?.isPossible() && /^\+\d{7,15}$/.test(number.number) ? number.number.slice(1) : null
}
