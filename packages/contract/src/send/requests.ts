/** One button that leads somewhere or asks for something: a page, a place, a phone number, a call, a flow. */
import { z } from 'zod'
import { LIMITS } from './limits.ts'
import { anyHeader, body, footer, webAddress, words } from './parts.ts'

export const linkInteractive = z.strictObject({
  type: z.literal('cta_url'),
  header: anyHeader.optional(),
  body,
  footer,
  action: z.strictObject({
    name: z.literal('cta_url'),
    parameters: z.strictObject({ display_text: words(LIMITS.linkText), url: webAddress }),
  }),
})

export const locationRequestInteractive = z.strictObject({
  type: z.literal('location_request_message'),
  body,
  action: z.strictObject({ name: z.literal('send_location') }),
})

export const contactRequestInteractive = z.strictObject({
  type: z.literal('request_contact_info'),
  body,
  action: z.strictObject({ name: z.literal('request_contact_info') }),
})

export const callPermissionInteractive = z.strictObject({
  type: z.literal('call_permission_request'),
  body: body.optional(),
  action: z.strictObject({ name: z.literal('call_permission_request') }),
})

const flowParameters = z
  .strictObject({
    flow_message_version: z.literal('3'),
    flow_token: words(200).optional(),
    flow_id: words(64).optional(),
    flow_name: words(200).optional(),
    flow_cta: words(LIMITS.flowCta),
    mode: z.enum(['draft', 'published']).optional(),
    flow_action: z.enum(['navigate', 'data_exchange']).optional(),
    flow_action_payload: z.strictObject({ screen: words(200), data: z.record(z.string(), z.unknown()).optional() }).optional(),
  })
  .refine(({ flow_id, flow_name }) => (flow_id === undefined) !== (flow_name === undefined), {
    params: { code: 'one_of_two' },
    path: ['flow_id'],
    message: 'either flow_id or flow_name',
  })

export const flowInteractive = z.strictObject({
  type: z.literal('flow'),
  header: anyHeader.optional(),
  body,
  footer,
  action: z.strictObject({ name: z.literal('flow'), parameters: flowParameters }),
})
