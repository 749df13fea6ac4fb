import { z } from 'zod'

const graphemes = new Intl.Segmenter()
const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u

/** Skin tones, flags and families are several code points and one picture. */
export function isOneEmoji(text: string): boolean {
  return text.length <= 64 && PICTURE.test(text) && [...graphemes.segment(text)].length === 1
}

/** An empty `emoji` takes the reaction back. */
export const reactionContent = z.strictObject({
  message_id: z.string().min(1).max(512),
  emoji: z
    .string()
    .refine((text) => text === '' || isOneEmoji(text), { params: { code: 'not_one_emoji' }, message: 'is one emoji, or empty' }),
})
