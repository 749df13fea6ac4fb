/** Meta's words for what its library is sorted by. What Meta adds later is shown as Meta says it. */
import type { TFunction } from 'i18next'

export const TOPICS = ['ACCOUNT_UPDATE', 'CUSTOMER_FEEDBACK', 'ORDER_MANAGEMENT', 'PAYMENTS', 'IDENTITY_VERIFICATION'] as const
export const INDUSTRIES = ['E_COMMERCE', 'FINANCIAL_SERVICES'] as const
export const USE_CASES = [
  'ACCOUNT_CREATION_CONFIRMATION',
  'AUTO_PAY_REMINDER',
  'DELIVERY_CONFIRMATION',
  'DELIVERY_FAILED',
  'DELIVERY_UPDATE',
  'FEEDBACK_SURVEY',
  'FRAUD_ALERT',
  'LOW_BALANCE_WARNING',
  'ORDER_ACTION_NEEDED',
  'ORDER_CONFIRMATION',
  'ORDER_DELAY',
  'ORDER_OR_TRANSACTION_CANCEL',
  'ORDER_PICK_UP',
  'PAYMENT_ACTION_REQUIRED',
  'PAYMENT_CONFIRMATION',
  'PAYMENT_DUE_REMINDER',
  'PAYMENT_OVERDUE',
  'PAYMENT_REJECT_FAIL',
  'PAYMENT_SCHEDULED',
  'RECEIPT_ATTACHMENT',
  'RETURN_CONFIRMATION',
  'SHIPMENT_CONFIRMATION',
  'STATEMENT_ATTACHMENT',
  'STATEMENT_AVAILABLE',
  'TRANSACTION_ALERT',
] as const
const TYPES = ['TEXT', 'AMOUNT', 'DATE', 'PHONE_NUMBER', 'EMAIL', 'NUMBER', 'ADDRESS'] as const

type T = TFunction<'library'>

/** Meta's own word without its underscores. */
const plain = (word: string) => word.replaceAll('_', ' ').toLowerCase()

export function topicName(t: T, topic: string): string {
  const known = TOPICS.find((one) => one === topic)
  return known ? t(`topic.${known}`) : plain(topic)
}

export function useCaseName(t: T, useCase: string): string {
  const known = USE_CASES.find((one) => one === useCase)
  return known ? t(`useCase.${known}`) : plain(useCase)
}

export function typeName(t: T, type: string): string {
  const known = TYPES.find((one) => one === type.replaceAll(' ', '_'))
  return known ? t(`type.${known}`) : plain(type)
}
