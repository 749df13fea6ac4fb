/** Every setting, read once at start. Nothing else touches process.env. `.env.example` is checked against this by a test. */
import { z } from 'zod'
import { isWeakSecret } from './platform/weak-secret.ts'

const blank = (value: unknown) => (value === '' ? undefined : value)
const optional = <T extends z.ZodType>(type: T) => z.preprocess(blank, type.optional())
const isUnguessable = (text: string) => !isWeakSecret(text)
const GUESSABLE = 'is a value that anybody would try: choose another'
const port = z.coerce.number().int().min(0).max(65535)

export const ROLES = ['web', 'inbound', 'outbound', 'jobs'] as const
export type ProcessRole = (typeof ROLES)[number]

const settings = z.object({
  /** Where it listens. */
  PORT: z.preprocess(blank, port.default(3000)),
  HOST: z.preprocess(blank, z.string().default('127.0.0.1')),
  /** What browsers and Meta reach. Default: http://localhost:PORT */
  PUBLIC_URL: optional(z.url({ protocol: /^https?$/ })),
  /** Everything the embedded mode stores: database, media, generated secrets. */
  DATA_DIR: z.preprocess(blank, z.string().default('./data')),
  /** An external PostgreSQL 15 or newer. Default: the embedded one under DATA_DIR. */
  DATABASE_URL: optional(z.url({ protocol: /^postgres(ql)?$/ })),
  REDIS_URL: optional(z.url({ protocol: /^rediss?$/ })),
  S3_ENDPOINT: optional(z.url()),
  S3_BUCKET: optional(z.string()),
  S3_REGION: optional(z.string()),
  S3_ACCESS_KEY_ID: optional(z.string()),
  S3_SECRET_ACCESS_KEY: optional(z.string()),
  /** Which parts this process plays. */
  ROLES: z.preprocess(blank, z.string().default(ROLES.join(','))).transform((text, context) => {
    const words = text.split(',').map((word) => word.trim())
    const wrong = words.find((word) => !(ROLES as readonly string[]).includes(word))
    if (wrong !== undefined) context.addIssue({ code: 'custom', message: `"${wrong}" is not a role; known roles: ${ROLES.join(', ')}` })
    return words as ProcessRole[]
  }),
  META_GRAPH_URL: z.preprocess(blank, z.url({ protocol: /^https?$/ }).default('https://graph.facebook.com')),
  META_GRAPH_VERSION: z.preprocess(
    blank,
    z
      .string()
      .regex(/^v\d+\.0$/, 'must look like v26.0')
      .default('v26.0'),
  ),
  /** The operator's Meta app; may also be set on the screen, then stored encrypted. */
  META_APP_ID: optional(z.string().regex(/^\d+$/, 'must be digits')),
  META_APP_SECRET: optional(z.string().min(8, 'is too short to be a secret').refine(isUnguessable, GUESSABLE)),
  META_VERIFY_TOKEN: optional(z.string().min(8, 'must have at least 8 characters').refine(isUnguessable, GUESSABLE)),
  META_CONFIG_ID: optional(z.string().regex(/^\d+$/, 'must be digits')),
  /** `off` removes the built-in Cloud API simulator from the process. */
  SANDBOX: z.preprocess(blank, z.enum(['on', 'off']).default('on')),
  /** Creates the first operator and a workspace without the screen. All three or none. */
  OWNER_EMAIL: optional(z.email()),
  OWNER_PASSWORD: optional(z.string().min(10, 'must have at least 10 characters').refine(isUnguessable, GUESSABLE)),
  OWNER_WORKSPACE: optional(z.string().min(1)),
  /** trace, debug, info, warn, error. Messages' text and secrets appear at no level. */
  LOG_LEVEL: z.preprocess(blank, z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info')),
  /** Where e-mail leaves, e.g. smtp://user:password@mail.example.com:587; smtps:// for TLS from the first byte. Without it none is sent. */
  SMTP_URL: optional(z.url({ protocol: /^smtps?$/ })),
  /** Who it is from: an address, or a name with one in angle brackets. */
  MAIL_FROM: optional(
    z.string().regex(/^([^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, 'must be an e-mail address, or a name and one in <>'),
  ),
  /** Push services inside the operator's own network, comma separated, host or host:port. Any other must have a public address. */
  PUSH_HOSTS: z.preprocess(blank, z.string().default('')).transform((text) =>
    text
      .split(',')
      .map((host) => host.trim())
      .filter((host) => host !== ''),
  ),
  /** Days raw webhook deliveries are kept for replay. */
  DELIVERY_RETENTION_DAYS: z.preprocess(blank, z.coerce.number().int().min(8).default(30)),
})

export type Config = Omit<z.infer<typeof settings>, 'PUBLIC_URL'> & { PUBLIC_URL: string }
export const SETTING_NAMES = Object.keys(settings.shape)

/** A wrong setting is one clear sentence and exit code 78 (EX_CONFIG); see main.ts. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = settings.safeParse(env)
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; '))
  }
  const config = parsed.data
  const owner = [config.OWNER_EMAIL, config.OWNER_PASSWORD, config.OWNER_WORKSPACE].filter((value) => value !== undefined)
  const bucket = [config.S3_BUCKET, config.S3_ACCESS_KEY_ID, config.S3_SECRET_ACCESS_KEY].filter((value) => value !== undefined)
  if (bucket.length !== 0 && bucket.length !== 3) {
    throw new ConfigError('S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY go together: set all three or none')
  }
  if (owner.length !== 0 && owner.length !== 3) {
    throw new ConfigError('OWNER_EMAIL, OWNER_PASSWORD and OWNER_WORKSPACE go together: set all three or none')
  }
  if ((config.SMTP_URL === undefined) !== (config.MAIL_FROM === undefined))
    throw new ConfigError('SMTP_URL and MAIL_FROM go together: set both or none')
  return { ...config, PUBLIC_URL: (config.PUBLIC_URL ?? `http://localhost:${config.PORT}`).replace(/\/+$/, '') }
}

/** The one reader of the process's environment. */
export const environment = (): Readonly<Record<string, string | undefined>> => process.env
