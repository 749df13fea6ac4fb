import type { ImportView } from '@recado/contract/contacts'
import { api } from '../api.ts'

/** The file itself is the body; what it is called stands in the address. */
export function uploadContacts(file: File): Promise<ImportView> {
  return api.upload<ImportView>('/contact-imports', file, { query: { fileName: file.name.slice(0, 200) || 'contacts' } })
}
