import type { Config } from '../config.ts'
import type { Listener } from '../platform/listener.ts'
import { createMailer } from '../platform/mailer.ts'
import { type MailDeps, mailAlerts } from './mail-alerts.ts'
import { ALERT_OPENED } from './open.ts'

/** Alerts come in bunches (one ban, ten numbers); this long a letter waits for the others. */
const GATHER_MS = 5_000
/** What failed is tried again; what was announced while nobody listened is found. */
const LOOK_EVERY_MS = 5 * 60_000

/** Mails new alerts as they are opened. Does nothing while SMTP_URL is not set. */
export async function startAlertMail(deps: MailDeps & { readonly config: Config }, listener: Listener): Promise<{ stop(): Promise<void> }> {
  const mailer = createMailer(deps.config)
  if (mailer === null) return { stop: () => Promise.resolve() }
  const due = new Set<string>()
  let running: Promise<void> = Promise.resolve()
  let gathering: NodeJS.Timeout | undefined
  const run = () => {
    gathering = undefined
    running = running.then(async () => {
      for (const workspaceId of due) {
        due.delete(workspaceId)
        await mailAlerts(deps, mailer, workspaceId).catch((err: unknown) =>
          deps.log.error({ workspace: workspaceId, outcome: 'alert_mail_failed', err }, 'alerts'),
        )
      }
    })
  }
  const note = (workspaceId: string) => {
    due.add(workspaceId)
    gathering ??= setTimeout(run, GATHER_MS)
  }
  const look = async () => {
    const workspaces = await deps.db.selectFrom('workspace').select('id').execute()
    for (const { id } of workspaces) note(id)
  }
  const lookAgain = () => void look().catch((err: unknown) => deps.log.error({ outcome: 'alert_mail_failed', err }, 'alerts'))
  await listener.on(ALERT_OPENED, note, lookAgain)
  const timer = setInterval(lookAgain, LOOK_EVERY_MS)
  timer.unref()
  lookAgain()
  return {
    async stop() {
      clearInterval(timer)
      clearTimeout(gathering)
      await running
      mailer.close()
    },
  }
}
