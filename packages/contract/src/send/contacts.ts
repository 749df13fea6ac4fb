/** Address cards (Cloud API reference: messages, contact object). */
import { z } from 'zod'
import { LIMITS } from './limits.ts'
import { words } from './parts.ts'

const short = z.string().min(1).max(1000).optional()
const kind = z.string().min(1).max(40).optional()
const NAME_PARTS = ['first_name', 'last_name', 'middle_name', 'prefix', 'suffix'] as const

const name = z
  .strictObject({ formatted_name: words(1000), first_name: short, last_name: short, middle_name: short, prefix: short, suffix: short })
  .refine((given) => NAME_PARTS.some((part) => given[part] !== undefined), {
    params: { code: 'required' },
    path: ['first_name'],
    message: 'Besides formatted_name WhatsApp wants one more part of the name',
  })

export const contactCard = z.strictObject({
  name,
  phones: z
    .array(
      z.strictObject({
        phone: words(64),
        type: kind,
        wa_id: z
          .string()
          .regex(/^\d{6,20}$/)
          .optional(),
      }),
    )
    .max(50)
    .optional(),
  emails: z
    .array(z.strictObject({ email: z.email().max(254), type: kind }))
    .max(50)
    .optional(),
  addresses: z
    .array(z.strictObject({ street: short, city: short, state: short, zip: short, country: short, country_code: short, type: kind }))
    .max(50)
    .optional(),
  org: z.strictObject({ company: short, department: short, title: short }).optional(),
  urls: z
    .array(z.strictObject({ url: z.string().min(1).max(LIMITS.url), type: kind }))
    .max(50)
    .optional(),
  birthday: z.iso.date().optional(),
})
export type ContactCard = z.infer<typeof contactCard>

export const contactsContent = z.array(contactCard).min(1).max(LIMITS.contacts)
