/** Meta's words of a number's settings. Without schemas, which a browser need not load. */
export const WEEKDAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** Where messages may be kept at rest, by country. */
export const STORAGE_REGIONS = ['AE', 'AU', 'BH', 'BR', 'CA', 'CH', 'DE', 'GB', 'ID', 'IN', 'JP', 'KR', 'SG', 'ZA'] as const
export const STORAGE_KINDS = ['DEFAULT', 'IN_COUNTRY_STORAGE_ENABLED', 'NO_STORAGE_ENABLED'] as const
/** How long messages are kept where nothing is stored, in minutes. */
export const RETENTION = { least: 5, most: 1440 } as const

export const STARTER_LIMITS = { prompts: 4, prompt: 80, commands: 30, command: 32, hint: 256 } as const
export const COMMAND_NAME = /^[a-z0-9_]{1,32}$/
export const EMOJI = /\p{Extended_Pictographic}/u
