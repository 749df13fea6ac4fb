/** How customers know a number: display name, username, mark of an official business account. Asked of Meta now. */
import { z } from 'zod'
import { isNameRefused, nameDoubts, usernameProblem } from './name-rules.ts'
import { pin } from './registration.ts'

/** GET /api/v1/numbers/:id/identity. States are Meta's own words. */
export const numberIdentity = z.object({
  name: z.object({
    current: z.string().nullable(),
    status: z.string().nullable(),
    /** The one that was asked for, and where its review stands; null: none. */
    requested: z.string().nullable(),
    requestedStatus: z.string().nullable(),
    /** Approved, and customers see it once the number is registered again. */
    needsRegistration: z.boolean(),
    /** What the last webhook about a name said. */
    lastReview: z
      .object({ decision: z.string(), name: z.string().nullable(), reason: z.string().nullable(), at: z.iso.datetime() })
      .nullable(),
  }),
  isPinKept: z.boolean(),
  username: z.object({
    value: z.string().nullable(),
    status: z.string().nullable(),
    /** Meta's words where it has no usernames for this number yet; null: it has. */
    refused: z.string().nullable(),
  }),
  official: z.object({ status: z.string(), message: z.string().nullable() }),
  readAt: z.iso.datetime(),
})
export type NumberIdentity = z.infer<typeof numberIdentity>

/** PUT …/identity/name */
export const nameWish = z.strictObject({
  name: z
    .string()
    .trim()
    .max(200)
    .refine((name) => !isNameRefused(nameDoubts(name)), 'from 2 to 75 characters'),
})
/** POST …/identity/name/registration. Without a PIN, the one that is kept. */
export const nameRegistration = z.strictObject({ pin: pin.optional() })

/** PUT …/identity/username. `takeOver`: from another number of the same business. */
export const usernameWish = z.strictObject({
  username: z.string().refine((username) => usernameProblem(username) === null, 'not a username by Meta’s rules'),
  takeOver: z.boolean().default(false),
})
export type UsernameWish = z.infer<typeof usernameWish>

const link = z.url({ protocol: /^https?$/, hostname: z.regexes.domain }).max(500)
export const MOST_LINKS = 5
/** POST …/identity/official: the application for the mark. */
export const officialWish = z.strictObject({
  website: link,
  country: z.string().regex(/^[A-Z]{2}$/),
  language: z.string().regex(/^[a-z]{2}(_[A-Z]{2})?$/),
  parent: z.string().trim().max(255).default(''),
  links: z.array(link).max(MOST_LINKS).default([]),
  more: z.string().trim().max(1000).default(''),
})
export type OfficialWish = z.infer<typeof officialWish>
