/** What customers see of a number as Graph answers it: the business profile, QR codes, and where uploaded bytes went. */
import { z } from 'zod'

const word = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => value || null)

export const PROFILE_FIELDS = 'about,address,description,email,profile_picture_url,websites,vertical'
const profile = z.object({
  about: word,
  address: word,
  description: word,
  email: word,
  profile_picture_url: word,
  websites: z.array(z.string()).nullish().catch(null),
  vertical: word,
})
export type ProfileFacts = z.infer<typeof profile>
export const profileAnswer = z.object({ data: z.array(profile).min(1) })

/** A code is the last part of its link. */
const qrCode = z.object({ code: z.string().min(1), prefilled_message: z.string().catch(''), deep_link_url: z.string() })
export type QrFacts = z.infer<typeof qrCode>
export const qrAnswer = qrCode
export const qrPage = z.object({
  data: z.array(qrCode),
  paging: z.object({ next: word, cursors: z.object({ after: word }).nullish() }).nullish(),
})

/** Resumable upload: the session, then the handle of what it took. */
export const uploadSession = z.object({ id: z.string().regex(/^upload:[\w=+/%.:-]+(\?sig=[\w=+%.-]+)?$/) })
export const uploadHandle = z.object({ h: z.string().min(1) })

/** The three levels of an address for webhooks, as the number shows them; a level that has none is absent. */
export const webhookConfigurationAnswer = z.object({
  webhook_configuration: z
    .object({ phone_number: word, whatsapp_business_account: word, application: word })
    .nullish()
    .transform((levels) => levels ?? { phone_number: null, whatsapp_business_account: null, application: null }),
})
export type WebhookFacts = z.infer<typeof webhookConfigurationAnswer>['webhook_configuration']

const appFacts = z.object({ id: z.coerce.string(), name: word })
/** Older answers have the app's facts at the top, newer ones one level down. */
export const subscribedAppsAnswer = z.object({
  data: z.array(
    z
      .object({ whatsapp_business_api_data: appFacts })
      .transform(({ whatsapp_business_api_data }) => whatsapp_business_api_data)
      .or(appFacts),
  ),
})
export type SubscribedApp = z.infer<typeof appFacts>
