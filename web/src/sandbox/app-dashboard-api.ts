/** The simulator's own words for the app dashboard it plays. */
import { api } from '../api.ts'

export interface AppDashboardFacts {
  name: string
  icon: 'none' | 'small' | 'transparent' | 'good'
  category: string | null
  privacyPolicyUrl: string | null
  termsOfServiceUrl: string | null
  contactEmail: string | null
  websiteUrl: string | null
  businessName: string
  appDomains: string[]
  permissions: Record<'whatsapp_business_messaging' | 'whatsapp_business_management', 'none' | 'pending' | 'live' | 'declined'>
  businessVerification: 'not_verified' | 'pending' | 'verified' | 'rejected' | 'expired'
  answers: 'normal' | 'error' | 'silence' | 'nonsense'
}

const blank = (text: string | null) => (text === null || text.trim() === '' ? null : text.trim())

export const appDashboardApi = {
  read: () => api.get<AppDashboardFacts>('/sandbox/api/app'),
  /** An emptied field is an empty one at Meta. */
  change: (said: AppDashboardFacts) =>
    api.patch<AppDashboardFacts>('/sandbox/api/app', {
      name: said.name,
      icon: said.icon,
      category: blank(said.category),
      privacyPolicyUrl: blank(said.privacyPolicyUrl),
      termsOfServiceUrl: blank(said.termsOfServiceUrl),
      contactEmail: blank(said.contactEmail),
      websiteUrl: blank(said.websiteUrl),
      businessName: said.businessName,
      appDomains: said.appDomains.filter((domain) => domain !== ''),
      permissions: said.permissions,
      businessVerification: said.businessVerification,
      answers: said.answers,
    }),
}
