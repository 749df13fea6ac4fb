import { useMemo } from 'react'
import { useText } from '../i18n/use-text.ts'
import { MessageText } from './MessageText.tsx'
import classes from './TextPreview.module.css'
import { parseWhatsAppText } from './whatsapp-text.ts'

/** How WhatsApp will draw what is being written; only where that differs from what was typed. */
export function TextPreview({ text }: { text: string }) {
  const t = useText('inbox')
  const isStyled = useMemo(() => parseWhatsAppText(text).some((node) => node.kind !== 'text' && node.kind !== 'link'), [text])
  return isStyled ? (
    <section className={classes.preview} aria-label={t('composer.preview')}>
      <MessageText text={text} />
    </section>
  ) : null
}
