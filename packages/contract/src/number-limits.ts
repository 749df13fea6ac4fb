/** How much Meta takes in a business profile and a QR code. Without schemas, which a browser need not load. */

/** Meta's words for a line of business, in the order of its documentation. */
export const VERTICALS = [
  'UNDEFINED',
  'OTHER',
  'AUTO',
  'BEAUTY',
  'APPAREL',
  'EDU',
  'ENTERTAIN',
  'EVENT_PLAN',
  'FINANCE',
  'GROCERY',
  'GOVT',
  'HOTEL',
  'HEALTH',
  'NONPROFIT',
  'PROF_SERVICES',
  'RETAIL',
  'TRAVEL',
  'RESTAURANT',
  'NOT_A_BIZ',
  'ALCOHOL',
  'ONLINE_GAMBLING',
  'PHYSICAL_GAMBLING',
  'OTC_DRUGS',
] as const

export const PROFILE_LIMITS = { about: 139, address: 256, description: 512, email: 128, website: 256, websites: 2 } as const

/** POST …/profile/picture: JPEG or PNG, Meta wants at least 192 pixels a side. */
export const LARGEST_PICTURE = 5 * 1024 * 1024

export const LONGEST_PREFILL = 140
