/** Reads a phone number as people type or paste it. Loaded with the dialog that needs it. */
import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min'

export interface ReadPhone {
  /** With country code, no plus sign. */
  digits: string
  country: CountryCode | undefined
  shown: string
}

/** @param country where a number without country code is taken to be */
export function readPhone(text: string, country: string): ReadPhone | null {
  if (!isSupportedCountry(country)) return null
  const given = text
    .trim()
    .replace(/^00/, '+')
    .replace(/^https:\/\/wa\.me\//, '+')
  const parsed = parsePhoneNumberFromString(given, country)
  // Digits that already begin with the country code are pasted as often without the plus sign as with it.
  const whole = parsed?.isValid() ? parsed : parsePhoneNumberFromString(`+${given.replace(/\D/g, '')}`)
  if (!whole?.isValid()) return null
  return { digits: whole.number.slice(1), country: whole.country, shown: whole.formatInternational() }
}

export function countriesFor(locale: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames([locale], { type: 'region' })
  const all = getCountries()
    .map((code) => ({ value: code as string, label: `${names.of(code) ?? code} +${getCountryCallingCode(code)}` }))
    .sort((a, b) => a.label.localeCompare(b.label, locale))
  const usual = all.filter(({ value }) => value === 'BR')
  return [...usual, ...all.filter(({ value }) => value !== 'BR')]
}
