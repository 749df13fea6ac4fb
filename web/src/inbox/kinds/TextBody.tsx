import { MessageText } from '../MessageText.tsx'
import type { BodyProps } from './drawable.ts'

export function TextBody({ message }: BodyProps) {
  return <MessageText text={message.text} />
}
