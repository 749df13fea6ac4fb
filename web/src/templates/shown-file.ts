/** The file of a header or card as the bubble shows it. */
export interface ShownFile {
  /** null while there is no address, or where it is not a picture or film */
  readonly url: string | null
  readonly name: string | null
}

/** By the id of the place: `header.file`, `card.1.header.file`. */
export type ShownFiles = Readonly<Record<string, ShownFile>>

export const NO_FILES: ShownFiles = {}
