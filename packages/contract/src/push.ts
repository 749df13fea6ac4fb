import { z } from 'zod'

/** As a browser's PushManager gives it, toJSON(). Keys are base64url: an uncompressed P-256 point and 16 bytes. */
export const pushSubscription = z.object({
  endpoint: z.url().max(2_000),
  keys: z.object({ p256dh: z.string().regex(/^[\w-]{87}=?$/), auth: z.string().regex(/^[\w-]{22}={0,2}$/) }),
})
export type PushSubscription = z.infer<typeof pushSubscription>

/** GET /api/v1/push. `publicKey`: what a browser subscribes with. */
export const pushState = z.object({ publicKey: z.string(), isOn: z.boolean() })
export type PushState = z.infer<typeof pushState>
