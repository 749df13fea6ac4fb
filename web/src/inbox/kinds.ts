/** Inbound kinds other than text: their icon, and what to call them when they say nothing themselves. */
import {
  IconArrowBackUp,
  IconClick,
  IconFile,
  IconHelpCircle,
  IconInfoCircle,
  IconMapPin,
  IconMessage2Code,
  IconMicrophone,
  IconMoodSmile,
  IconPencil,
  IconPhoto,
  IconShoppingBag,
  IconSticker,
  IconUser,
  IconVideo,
} from '@tabler/icons-react'

type KindIcon = typeof IconFile

export const KIND_WORDS = [
  'text',
  'image',
  'video',
  'audio',
  'document',
  'sticker',
  'location',
  'contacts',
  'reaction',
  'button',
  'interactive',
  'order',
  'system',
  'edit',
  'revoke',
  'template',
  'unsupported',
  'media_placeholder',
] as const
export type KindWord = (typeof KIND_WORDS)[number] | 'other'

const ICONS: Readonly<Record<KindWord, KindIcon | null>> = {
  text: null,
  image: IconPhoto,
  video: IconVideo,
  audio: IconMicrophone,
  document: IconFile,
  sticker: IconSticker,
  location: IconMapPin,
  contacts: IconUser,
  reaction: IconMoodSmile,
  button: IconArrowBackUp,
  interactive: IconClick,
  order: IconShoppingBag,
  system: IconInfoCircle,
  edit: IconPencil,
  revoke: IconInfoCircle,
  template: IconMessage2Code,
  unsupported: IconHelpCircle,
  media_placeholder: IconFile,
  other: IconHelpCircle,
}

export function kindWord(type: string): KindWord {
  return KIND_WORDS.find((word) => word === type) ?? 'other'
}

/** null for plain text, which needs no icon. */
export function kindIcon(type: string): KindIcon | null {
  return ICONS[kindWord(type)]
}
