import { type ComponentType, lazy, Suspense } from 'react'
import { type KindWord, kindWord } from '../kinds.ts'
import type { BodyProps } from './drawable.ts'
import { NamedBody } from './NamedBody.tsx'
import { RevokedBody } from './RevokedBody.tsx'
import { TextBody } from './TextBody.tsx'

const UnknownBody = lazy(() => import('./UnknownBody.tsx'))
const AmendmentBody = lazy(() => import('./AmendmentBody.tsx'))
const Marks = lazy(() => import('./Marks.tsx'))
const PictureBody = lazy(() => import('../../media/PictureBody.tsx'))
const FilmBody = lazy(() => import('../../media/FilmBody.tsx'))
const SoundBody = lazy(() => import('../../media/SoundBody.tsx'))
const DocumentBody = lazy(() => import('../../media/DocumentBody.tsx'))

/**
 * One file per kind. Text is in the first script of the inbox; every other kind is fetched when the first bubble of it is drawn
 * (`lazy`), so that the inbox does not grow with the number of things WhatsApp can carry.
 */
const BODIES: Readonly<Record<KindWord, ComponentType<BodyProps>>> = {
  text: TextBody,
  image: PictureBody,
  video: FilmBody,
  audio: SoundBody,
  document: DocumentBody,
  sticker: PictureBody,
  location: lazy(() => import('./LocationBody.tsx')),
  contacts: lazy(() => import('./ContactsBody.tsx')),
  reaction: lazy(() => import('./ReactionBody.tsx')),
  button: lazy(() => import('./ButtonBody.tsx')),
  interactive: lazy(() => import('./InteractiveBody.tsx')),
  order: lazy(() => import('./OrderBody.tsx')),
  // Drawn by Timeline, as a line of its own.
  system: NamedBody,
  edit: AmendmentBody,
  revoke: AmendmentBody,
  // Drawn by Bubble: a template brings its own frame.
  template: TextBody,
  unsupported: UnknownBody,
  media_placeholder: lazy(() => import('./PhoneFileBody.tsx')),
  other: UnknownBody,
}

export function MessageBody({ message }: BodyProps) {
  if (message.isRevoked) return <RevokedBody />
  const Body = BODIES[kindWord(message.type)]
  return (
    <Suspense
      fallback={
        <span data-coming="">
          <NamedBody message={message} />
        </span>
      }
    >
      {message.marks ? <Marks marks={message.marks} message={message} /> : null}
      <Body message={message} />
    </Suspense>
  )
}
