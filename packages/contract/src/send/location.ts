import { z } from 'zod'
import { LIMITS } from './limits.ts'
import { words } from './parts.ts'

export const locationContent = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  name: words(LIMITS.place).optional(),
  address: words(LIMITS.place).optional(),
})
