/** What a person sets in Meta's app dashboard and what Meta decides about it: the switches of the road to Tech Provider. */
import { z } from 'zod'

export const PERMISSIONS = ['whatsapp_business_messaging', 'whatsapp_business_management'] as const

/** How questions to the whole Graph API are answered; sends keep switches of their own. */
export const ANSWERS = ['normal', 'error', 'silence', 'nonsense'] as const

const text = z.string().max(2000).nullable()
const dashboard = z.strictObject({
  name: z.string().min(1).max(100),
  icon: z.enum(['none', 'small', 'transparent', 'good']),
  category: text,
  subcategory: text,
  privacyPolicyUrl: text,
  termsOfServiceUrl: text,
  contactEmail: text,
  supportEmail: text,
  websiteUrl: text,
  /** What the app runs on, besides its address. */
  platforms: z.array(z.enum(['WEB', 'ANDROID', 'IPHONE'])).max(3),
  appDomains: z.array(z.string().max(255)).max(20),
  restricted: z.boolean(),
  /** App Review's word on each permission. */
  permissions: z.strictObject({
    whatsapp_business_messaging: z.enum(['none', 'pending', 'live', 'declined']),
    whatsapp_business_management: z.enum(['none', 'pending', 'live', 'declined']),
  }),
  /** What else App Review was asked for. */
  morePermissions: z.array(z.string().regex(/^[a-z_]+$/)).max(20),
  /** Login for Business configurations. */
  configurations: z.array(z.strictObject({ id: z.string().regex(/^\d+$/), name: z.string() })).max(20),
  businessName: z.string().min(1).max(200),
  businessVerification: z.enum(['not_verified', 'pending', 'verified', 'rejected', 'expired']),
  accountReview: z.enum(['PENDING', 'APPROVED', 'REJECTED']),
  /** Clients who came through Embedded Signup, by the day they came: 0 is today. */
  clients: z.array(z.strictObject({ name: z.string(), daysAgo: z.number().int().min(0) })).max(500),
  answers: z.enum(ANSWERS),
})
export type Dashboard = z.infer<typeof dashboard>
export const dashboardPatch = dashboard.extend({ permissions: dashboard.shape.permissions.partial() }).partial()

/** A new app: nothing filled in, nothing asked for. */
export function newDashboard(): Dashboard {
  return {
    name: 'Sandbox app',
    icon: 'none',
    category: null,
    subcategory: null,
    privacyPolicyUrl: null,
    termsOfServiceUrl: null,
    contactEmail: null,
    supportEmail: null,
    websiteUrl: null,
    platforms: ['WEB'],
    appDomains: [],
    restricted: false,
    permissions: { whatsapp_business_messaging: 'none', whatsapp_business_management: 'none' },
    morePermissions: [],
    configurations: [],
    businessName: 'Sandbox Business',
    businessVerification: 'not_verified',
    accountReview: 'APPROVED',
    clients: [],
    answers: 'normal',
  }
}

export function mergeDashboard(current: Dashboard, change: z.infer<typeof dashboardPatch>): Dashboard {
  return dashboard.parse({ ...current, ...change, permissions: { ...current.permissions, ...change.permissions } })
}
