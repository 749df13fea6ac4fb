import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

/** An amount with its currency, as the reader's language writes it; only the figure where the currency is none. */
export function useMoney(): (amount: number, currency: string) => string {
  const { i18n } = useTranslation()
  return useCallback(
    (amount, currency) =>
      new Intl.NumberFormat(i18n.language, /^[A-Z]{3}$/.test(currency) ? { style: 'currency', currency } : {}).format(amount),
    [i18n.language],
  )
}
