/** What was chosen as a sample, for the preview: Meta does not give it back, and we do not keep it. Gone with the page. */
import type { SampleFile } from '@recado/contract/template-draft/draft'
import type { ShownFile } from '../shown-file.ts'

const addresses = new Map<string, string>()

export function rememberPicture(handle: string, file: Blob): void {
  addresses.set(handle, URL.createObjectURL(file))
}

export const shownSample = (sample: SampleFile | null): ShownFile => ({
  url: sample === null ? null : (addresses.get(sample.handle) ?? null),
  name: sample?.fileName ?? null,
})
