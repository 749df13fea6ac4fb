/** Where what a finding asks for is done: a page of ours, else Meta's page of that very thing. Pure. */
import type { DoctorItem, DoctorView } from '@recado/contract/doctor'
import { type DoctorTodo, todoOf } from '@recado/contract/doctor-todo'

type Subject = DoctorView['subject']

const MANAGER = 'https://business.facebook.com/latest/whatsapp_manager'
/** Parts of a number's page. */
const TABS: Partial<Record<DoctorTodo, string>> = {
  renew: '',
  grant: '',
  held: '',
  webhooks: '/webhooks',
  code: '/registration',
  register: '/registration',
  pin: '/registration',
  name: '/name',
  profile: '/profile',
}
const PAGES: Partial<Record<DoctorTodo, string>> = {
  appId: '/numbers/connect',
  addNumber: '/numbers/connect',
  template: '/templates',
  permissions: '/road',
  configuration: '/settings/signup',
}
const AT_META: Partial<Record<DoctorTodo, (subject: Subject) => string>> = {
  verify: () => 'https://business.facebook.com/latest/settings/security_center/',
  review: ({ wabaId }) => `${MANAGER}/overview/?asset_id=${wabaId}`,
  health: ({ wabaId }) => `${MANAGER}/overview/?asset_id=${wabaId}`,
  payment: ({ wabaId }) => `${MANAGER}/overview/?asset_id=${wabaId}`,
  missing: ({ wabaId }) => `${MANAGER}/phone_numbers/?asset_id=${wabaId}`,
  quality: ({ wabaId }) => `${MANAGER}/message_templates/?asset_id=${wabaId}`,
  app: () => 'https://developers.facebook.com/apps/',
  hook: () => 'https://developers.facebook.com/apps/',
  access: () => 'https://developers.facebook.com/apps/',
}

/** @param numberId through which an account is mended; null where it has none */
export function placeOf(
  item: DoctorItem,
  subject: Subject,
  numberId: string | null,
): { readonly href: string; readonly isOurs: boolean } | null {
  const todo = todoOf(item)
  if (todo === null) return null
  const tab = TABS[todo]
  if (tab !== undefined) return numberId === null ? null : { href: `/numbers/${numberId}${tab}`, isOurs: true }
  const page = PAGES[todo]
  if (page !== undefined) return { href: page, isOurs: true }
  const atMeta = subject.kind === 'sandbox' ? undefined : AT_META[todo]
  return atMeta ? { href: atMeta(subject), isOurs: false } : null
}
