/** JSON the way Meta writes it: ASCII only, other characters as lower-case \uXXXX, and slashes escaped. */
const SPECIAL = /[/\u007f-\uffff]/g

function escaped(character: string): string {
  return character === '/' ? '\\/' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** The bytes that are signed are the bytes that are sent. In JSON these characters occur only inside strings. */
export function wireBytes(body: unknown): Buffer {
  return Buffer.from(JSON.stringify(body).replace(SPECIAL, escaped), 'latin1')
}
