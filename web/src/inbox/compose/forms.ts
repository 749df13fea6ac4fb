import {
  IconAddressBook,
  IconBuildingStore,
  IconClick,
  IconExternalLink,
  IconForms,
  IconList,
  IconMapPin,
  IconMapPinQuestion,
  IconPackage,
  IconPhoneCall,
  IconReceipt,
  IconShoppingBag,
  IconUser,
} from '@tabler/icons-react'
import { type ComponentType, lazy } from 'react'
import type { FormProps } from './form.ts'

interface Form {
  readonly Icon: typeof IconUser
  readonly Form: ComponentType<FormProps>
}

/** What can be put together in a form, in the order of the menu. Each form is fetched when it is opened. */
export const FORMS = {
  location: { Icon: IconMapPin, Form: lazy(() => import('./LocationForm.tsx')) },
  contact: { Icon: IconUser, Form: lazy(() => import('./ContactForm.tsx')) },
  buttons: { Icon: IconClick, Form: lazy(() => import('./ButtonsForm.tsx')) },
  list: { Icon: IconList, Form: lazy(() => import('./ListForm.tsx')) },
  link: { Icon: IconExternalLink, Form: lazy(() => import('./LinkForm.tsx')) },
  askLocation: { Icon: IconMapPinQuestion, Form: lazy(() => import('./AskForm.tsx').then((file) => ({ default: file.AskLocationForm }))) },
  askContact: { Icon: IconAddressBook, Form: lazy(() => import('./AskForm.tsx').then((file) => ({ default: file.AskContactForm }))) },
  askCall: { Icon: IconPhoneCall, Form: lazy(() => import('./AskForm.tsx').then((file) => ({ default: file.AskCallForm }))) },
  order: { Icon: IconReceipt, Form: lazy(() => import('./OrderForm.tsx')) },
  orderStatus: { Icon: IconPackage, Form: lazy(() => import('./OrderStatusForm.tsx')) },
  catalog: { Icon: IconBuildingStore, Form: lazy(() => import('./CatalogForm.tsx')) },
  products: { Icon: IconShoppingBag, Form: lazy(() => import('./ProductsForm.tsx')) },
  flow: { Icon: IconForms, Form: lazy(() => import('./FlowForm.tsx')) },
} as const satisfies Readonly<Record<string, Form>>
export type FormName = keyof typeof FORMS

/** The menu's groups. */
export const FORM_GROUPS: readonly (readonly FormName[])[] = [
  ['location', 'contact'],
  ['buttons', 'list', 'link'],
  ['askLocation', 'askContact', 'askCall'],
  ['order', 'orderStatus', 'catalog', 'products', 'flow'],
]
