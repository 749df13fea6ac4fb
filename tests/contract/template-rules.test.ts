/** Two readings of Meta's documentation, written apart: what the builder lets through, the simulator takes. */
import { CODE_KINDS, DRAFT_LAYOUTS, type TemplateDraft } from '@recado/contract/template-draft/draft'
import { metaTemplate } from '@recado/contract/template-draft/meta'
import { readDraft } from '@recado/contract/template-draft/read'
import { judgeDraft } from '@recado/contract/template-draft/rules'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkTemplate } from '../../simulator/src/graph/templates/rules.ts'
import { draft, UPLOADS } from './template-drafts.ts'

const letThrough = draft.filter((wanted) => judgeDraft(wanted).length === 0)

function simulatorTakes(wanted: TemplateDraft): void {
  const {
    parameter_format: parameterFormat,
    message_send_ttl_seconds: ttlSeconds = null,
    display_format: displayFormat,
    ...template
  } = metaTemplate(wanted)
  checkTemplate({ ...template, parameterFormat, ttlSeconds, displayFormat }, (handle) => UPLOADS[handle] ?? null)
}

test('whatever the builder finds nothing wrong with, the simulator takes: 10,000 drafts of every kind', { timeout: 600_000 }, () => {
  const seen = new Map<string, number>()
  fc.assert(
    fc.property(letThrough, (wanted) => {
      const kind = wanted.category === 'AUTHENTICATION' ? wanted.code.kind : wanted.layout
      seen.set(kind, (seen.get(kind) ?? 0) + 1)
      simulatorTakes(wanted)
    }),
    { numRuns: 10_000 },
  )
  for (const kind of [...DRAFT_LAYOUTS, ...CODE_KINDS]) expect(seen.get(kind) ?? 0, kind).toBeGreaterThan(50)
})

test('and what Meta keeps of it is a draft again, but for the files', () => {
  fc.assert(
    fc.property(letThrough, (wanted) => {
      const { parameter_format: parameterFormat, ...template } = metaTemplate(wanted)
      const again = readDraft({ ...template, parameterFormat })
      expect(again && metaTemplate({ ...again, ttlSeconds: wanted.ttlSeconds }).components).toEqual(withoutSamples(template.components))
    }),
    { numRuns: 1_000 },
  )
})

/** Meta never gives a handle back. */
const withoutSamples = (components: unknown): unknown =>
  JSON.parse(JSON.stringify(components, (key, value) => (key === 'example' && value?.header_handle ? undefined : value)))
