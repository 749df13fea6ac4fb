/** Nothing can be read from it. Not a bug: people upload all sorts of things. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile'
}
