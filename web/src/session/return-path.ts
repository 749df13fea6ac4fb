/** Only a path of ours: a link must not be able to send somebody elsewhere after signing in. */
export function safePath(to: string): string {
  return /^\/(?![/\\])/.test(to) ? to : '/inbox'
}
