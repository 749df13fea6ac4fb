/** Settings that Meta keeps of a number: calls, identity check, storage, shop, and what a chat begins with. Asked of Meta now. */
import { z } from 'zod'
import { COMMAND_NAME, EMOJI, RETENTION, STARTER_LIMITS, STORAGE_KINDS, STORAGE_REGIONS, WEEKDAYS } from './number-setting-words.ts'

const time = z.string().regex(/^(?:[01]\d|2[0-3])[0-5]\d$/)
const opening = z
  .strictObject({ day: z.enum(WEEKDAYS), open: time, close: time })
  .refine(({ open, close }) => open < close, 'open before close')
export type Opening = z.infer<typeof opening>
const perDay = (week: readonly Opening[]) => WEEKDAYS.every((day) => week.filter((each) => each.day === day).length <= 2)

/** Hours in which calls are taken, in a time zone of their own; null: always. */
export const callHours = z.strictObject({
  timezone: z.string().min(1).max(60),
  week: z.array(opening).min(1).max(14).refine(perDay, 'at most two a day'),
})
export type CallHours = z.infer<typeof callHours>

/** GET /api/v1/numbers/:id/meta-settings. A part is null where Meta does not show it. */
export const metaSettings = z.object({
  calling: z
    .object({
      isOn: z.boolean(),
      showsIcon: z.boolean(),
      asksCallback: z.boolean().describe('a customer who was missed may be asked for permission to call back'),
      hours: z
        .object({ timezone: z.string(), week: z.array(z.object({ day: z.string(), open: z.string(), close: z.string() })) })
        .nullable(),
      hasSip: z.boolean(),
    })
    .nullable(),
  checksIdentity: z.boolean().nullable(),
  storage: z.object({ kind: z.string(), region: z.string().nullable(), retentionMinutes: z.number().nullable() }).nullable(),
  isPayloadEncrypted: z.boolean().nullable(),
  commerce: z.object({ hasCart: z.boolean(), showsCatalog: z.boolean() }).nullable(),
  /** Catalogues of the account; null: Meta did not let us look (the token lacks catalog_management). */
  catalogs: z.array(z.object({ id: z.string(), name: z.string().nullable() })).nullable(),
  readAt: z.iso.datetime(),
})
export type MetaSettings = z.infer<typeof metaSettings>

/** PUT …/meta-settings/calling: all of it. */
export const callingWish = z.strictObject({
  isOn: z.boolean(),
  showsIcon: z.boolean(),
  asksCallback: z.boolean(),
  hours: callHours.nullable(),
})
export type CallingWish = z.infer<typeof callingWish>
/** PUT …/meta-settings/identity-check */
export const identityCheckWish = z.strictObject({ isOn: z.boolean() })
/** PUT …/meta-settings/storage */
export const storageWish = z
  .strictObject({
    kind: z.enum(STORAGE_KINDS),
    region: z.enum(STORAGE_REGIONS).optional(),
    retentionMinutes: z.number().int().min(RETENTION.least).max(RETENTION.most).optional(),
  })
  .refine(({ kind, region }) => kind !== 'IN_COUNTRY_STORAGE_ENABLED' || region !== undefined, { message: 'a region', path: ['region'] })
export type StorageWish = z.infer<typeof storageWish>
/** PUT …/meta-settings/commerce */
export const commerceWish = z.strictObject({ hasCart: z.boolean(), showsCatalog: z.boolean() })
export type CommerceWish = z.infer<typeof commerceWish>

const plain = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => !EMOJI.test(text), 'no emoji')
const different = <T>(list: readonly T[]) => new Set(list).size === list.length

/** PUT …/starters: all of them, in their order. Questions to tap in an empty chat, and commands listed when "/" is typed. */
export const startersWish = z.strictObject({
  prompts: z.array(plain(STARTER_LIMITS.prompt)).max(STARTER_LIMITS.prompts).refine(different, 'each once'),
  commands: z
    .array(z.strictObject({ name: z.string().regex(COMMAND_NAME), hint: plain(STARTER_LIMITS.hint) }))
    .max(STARTER_LIMITS.commands)
    .refine((commands) => different(commands.map(({ name }) => name)), 'each once'),
})
export type StartersWish = z.infer<typeof startersWish>
/** GET …/starters */
export const numberStarters = z.object({
  prompts: z.array(z.string()),
  commands: z.array(z.object({ name: z.string(), hint: z.string() })),
  readAt: z.iso.datetime(),
})
export type NumberStarters = z.infer<typeof numberStarters>
