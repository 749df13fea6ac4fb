import { memo, useMemo } from 'react'
import { useText } from '../i18n/use-text.ts'
import { Avatar } from '../ui/Avatar.tsx'
import classes from './PresenceStrip.module.css'
import { type Visitor, visitors } from './presence.ts'
import { useInbox, useInboxStore, useNow } from './use-inbox.ts'
import { useWords } from './use-words.ts'

export function useVisitors(conversationId: string): Visitor[] {
  const store = useInboxStore()
  const presence = useInbox((state) => state.presence)
  const now = useNow(2_000)
  return useMemo(
    // A word that came after the last tick is as fresh as can be.
    () => visitors(presence, conversationId, { me: store.me.id, now }),
    [presence, conversationId, store.me.id, now],
  )
}

/** Who else is here. It lies over room the thread keeps free for it, so nothing moves when somebody comes or types. */
export const PresenceStrip = memo(function PresenceStrip({ conversationId }: { conversationId: string }) {
  const t = useText('inbox')
  const { format } = useWords()
  const here = useVisitors(conversationId)
  const first = here[0]
  const typing = here.filter((visitor) => visitor.isTyping)
  return (
    <div className={classes.place} role="status">
      {first ? (
        <div className={classes.strip}>
          <Avatar name={(typing[0] ?? first).name} size={22} />
          <span>
            {typing.length > 0
              ? t('presence.typing', { count: typing.length, who: format.list(typing.map((visitor) => visitor.name)) })
              : t('presence.looking', { count: here.length, who: format.list(here.map((visitor) => visitor.name)) })}
          </span>
          {typing.length > 0 ? (
            <span className={classes.dots} aria-hidden="true">
              <i />
              <i />
              <i />
            </span>
          ) : null}
        </div>
      ) : null}
    </div>
  )
})
