import { type ComponentType, Suspense } from 'react'
import { type KindWord, kindWord } from '../kinds.ts'
import type { BodyProps } from './drawable.ts'
import { NamedBody } from './NamedBody.tsx'
import { TextBody } from './TextBody.tsx'

/**
 * One file per kind. Text is in the first script of the inbox; every other kind is fetched when the first bubble of it is drawn
 * (`lazy`), so that the inbox does not grow with the number of things WhatsApp can carry.
 */
const BODIES: Readonly<Record<KindWord, ComponentType<BodyProps>>> = {
  text: TextBody,
  image: NamedBody,
  video: NamedBody,
  audio: NamedBody,
  document: NamedBody,
  sticker: NamedBody,
  location: NamedBody,
  contacts: NamedBody,
  reaction: NamedBody,
  button: NamedBody,
  interactive: NamedBody,
  order: NamedBody,
  system: NamedBody,
  edit: NamedBody,
  revoke: NamedBody,
  // Drawn by Bubble: a template brings its own frame.
  template: TextBody,
  unsupported: NamedBody,
  other: NamedBody,
}

export function MessageBody({ message }: BodyProps) {
  const Body = BODIES[kindWord(message.type)]
  return (
    <Suspense fallback={<NamedBody message={message} />}>
      <Body message={message} />
    </Suspense>
  )
}
