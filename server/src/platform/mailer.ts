/** The only module that hands e-mail to a mail server. */
import { createTransport } from 'nodemailer'
import type { Config } from '../config.ts'

export interface Letter {
  readonly to: string
  readonly subject: string
  readonly text: string
  /** The same letter sent twice bears the same id, so that mail programs show it once. */
  readonly id: string
}

export interface Mailer {
  /** Rejects when the mail server cannot be reached or refuses. */
  send(letter: Letter): Promise<void>
  close(): void
}

const PATIENCE_MS = 15_000

/** null while SMTP_URL is not set */
export function createMailer(config: Pick<Config, 'SMTP_URL' | 'MAIL_FROM' | 'PUBLIC_URL'>): Mailer | null {
  const { SMTP_URL, MAIL_FROM, PUBLIC_URL } = config
  if (SMTP_URL === undefined || MAIL_FROM === undefined) return null
  const { hostname, port, protocol, username, password } = new URL(SMTP_URL)
  const isTls = protocol === 'smtps:'
  const transport = createTransport({
    host: hostname,
    port: port === '' ? (isTls ? 465 : 587) : Number(port),
    secure: isTls,
    ...(username !== '' && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const host = new URL(PUBLIC_URL).hostname
  return {
    send: async ({ to, subject, text, id }) => {
      const headers = { 'Auto-Submitted': 'auto-generated' }
      await transport.sendMail({ from: MAIL_FROM, to, subject, text, messageId: `<${id}@${host}>`, headers })
    },
    close: () => transport.close(),
  }
}
