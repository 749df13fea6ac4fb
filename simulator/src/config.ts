/** Every setting of the simulator. Nothing else touches process.env. */
import { z } from 'zod'

const settings = z.object({
  /** 0 = any free port; the first line on stdout says which. */
  SIM_PORT: z.coerce.number().int().min(0).max(65535).default(0),
  SIM_HOST: z.string().default('127.0.0.1'),
  /** Where accounts, their history and their media are kept. */
  SIM_DATA_DIR: z.string().min(1),
  /** The Meta app this simulator plays. */
  SIM_APP_ID: z.string().regex(/^\d+$/),
  SIM_APP_SECRET: z.string().min(1),
  SIM_VERIFY_TOKEN: z.string().min(1),
  /** Where the app's webhooks go. Without it nothing is sent until a subscription names an address. */
  SIM_CALLBACK_URL: z.url().optional(),
  /** Opens /control. */
  SIM_CONTROL_TOKEN: z.string().min(8),
  /** What the outside calls this simulator, for media addresses. */
  SIM_PUBLIC_URL: z.url().optional(),
})

export interface Config {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  readonly app: { readonly id: string; readonly secret: string; readonly verifyToken: string; readonly callbackUrl: string | null }
  readonly controlToken: string
  readonly publicUrl: string | null
}

export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([name, value]) => name.startsWith('SIM_') && value !== ''))
  const env = settings.parse(given)
  return {
    port: env.SIM_PORT,
    host: env.SIM_HOST,
    dataDir: env.SIM_DATA_DIR,
    app: {
      id: env.SIM_APP_ID,
      secret: env.SIM_APP_SECRET,
      verifyToken: env.SIM_VERIFY_TOKEN,
      callbackUrl: env.SIM_CALLBACK_URL ?? null,
    },
    controlToken: env.SIM_CONTROL_TOKEN,
    publicUrl: env.SIM_PUBLIC_URL ?? null,
  }
}
