import { memo, type ReactNode, useMemo } from 'react'
import classes from './MessageText.module.css'
import { parseWhatsAppText, type TextNode } from './whatsapp-text.ts'

/** What somebody wrote, as WhatsApp draws it. Only text nodes and our own elements: nothing they wrote is ever markup. */
export const MessageText = memo(function MessageText({ text }: { text: string }) {
  const nodes = useMemo(() => parseWhatsAppText(text), [text])
  return <span className={classes.text}>{draw(nodes)}</span>
})

function draw(nodes: readonly TextNode[]): ReactNode[] {
  return nodes.map((node, at) => drawOne(node, `${at}`))
}

function drawOne(node: TextNode, key: string): ReactNode {
  switch (node.kind) {
    case 'text':
      return node.text
    case 'mono':
      return (
        <code key={key} className={classes.mono}>
          {node.text}
        </code>
      )
    case 'link':
      return (
        <a key={key} className={classes.link} href={node.href} target="_blank" rel="noopener noreferrer nofollow">
          {node.text}
        </a>
      )
    case 'bold':
      return <strong key={key}>{draw(node.children)}</strong>
    case 'italic':
      return <em key={key}>{draw(node.children)}</em>
    case 'strike':
      return <s key={key}>{draw(node.children)}</s>
  }
}
