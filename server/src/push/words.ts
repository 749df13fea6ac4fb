import type { Locale } from '@recado/contract/team'

/** The few words of a notification that are ours. */
export const PUSH_WORDS: Readonly<Record<Locale, { readonly message: string; readonly alert: string }>> = {
  'pt-BR': { message: 'Nova mensagem', alert: 'Aviso da Meta' },
  en: { message: 'New message', alert: 'Alert from Meta' },
  es: { message: 'Mensaje nuevo', alert: 'Aviso de Meta' },
}
