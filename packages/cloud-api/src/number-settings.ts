/** Settings of a number as Graph answers them. Parts that are absent are not known. */
import { z } from 'zod'

const word = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => value || null)
const text = z.string().catch('')

const calling = z.object({
  status: word,
  call_icon_visibility: word,
  callback_permission_status: word,
  call_hours: z
    .object({
      status: word,
      timezone_id: word,
      weekly_operating_hours: z.array(z.object({ day_of_week: text, open_time: text, close_time: text })).catch([]),
    })
    .nullish()
    .catch(null),
  sip: z.object({ status: word }).nullish().catch(null),
})
export const settingsAnswer = z.object({
  calling: calling.nullish().catch(null),
  user_identity_change: z
    .object({ enable_identity_key_check: z.boolean().catch(false) })
    .nullish()
    .catch(null),
  storage_configuration: z
    .object({ status: word, data_localization_region: word, retention_minutes: z.coerce.number().nullish().catch(null) })
    .nullish()
    .catch(null),
  payload_encryption: z.object({ status: word }).nullish().catch(null),
})
export type SettingsFacts = z.infer<typeof settingsAnswer>

export const commerceAnswer = z.object({
  data: z.array(z.object({ is_cart_enabled: z.boolean().catch(false), is_catalog_visible: z.boolean().catch(false) })),
})
export const catalogsAnswer = z.object({ data: z.array(z.object({ id: z.coerce.string(), name: word })) })

export const startersAnswer = z.object({
  conversational_automation: z
    .object({
      prompts: z.array(z.string()).nullish().catch(null),
      commands: z
        .array(z.object({ command_name: text, command_description: text }))
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
})
export type StartersFacts = z.infer<typeof startersAnswer>['conversational_automation']
