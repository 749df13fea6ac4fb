/** The calls about message templates, as values. */
import { successAnswer } from '@recado/cloud-api/numbers'
import {
  type CreatedTemplate,
  createdTemplate,
  type LibraryEntry,
  type ListedTemplate,
  libraryPage,
  listedTemplate,
  type Migrated,
  migratedAnswer,
  type PutAway,
  putAwayAnswer,
  TEMPLATE_FIELDS,
  templatePage,
} from '@recado/cloud-api/templates'
import type { CallResult, GraphClient, GraphTarget } from './graph-client.ts'

export interface TemplatePage {
  readonly templates: readonly ListedTemplate[]
  /** Some could not be read, so what is not here is not proven gone. */
  readonly isPartial: boolean
  /** null on the last page */
  readonly after: string | null
}

export async function readTemplatePage(
  graph: GraphClient,
  target: GraphTarget,
  page: { readonly wabaId: string; readonly after: string | null; readonly limit: number },
): Promise<CallResult<TemplatePage>> {
  const query = { fields: TEMPLATE_FIELDS, limit: page.limit, after: page.after ?? undefined }
  const result = await graph.call(target, { method: 'GET', path: [page.wabaId, 'message_templates'], query }, templatePage)
  if (!result.ok) return result
  const { data, paging } = result.value
  const templates = data.filter((template) => template !== null)
  const after = (paging?.next && paging.cursors?.after) || null
  return { ok: true, value: { templates, isPartial: templates.length < data.length, after } }
}

/** @param templateId Meta's */
export function readTemplate(graph: GraphClient, target: GraphTarget, templateId: string): Promise<CallResult<ListedTemplate>> {
  return graph.call(target, { method: 'GET', path: [templateId], query: { fields: TEMPLATE_FIELDS } }, listedTemplate)
}

export interface LibraryPage {
  readonly entries: readonly LibraryEntry[]
  /** null on the last page */
  readonly after: string | null
}

/** @param query Meta's own filters: search, topic, usecase, industry, language; limit and after */
export async function readLibraryPage(
  graph: GraphClient,
  target: GraphTarget,
  query: Readonly<Record<string, string | number | undefined>>,
): Promise<CallResult<LibraryPage>> {
  const result = await graph.call(target, { method: 'GET', path: ['message_template_library'], query }, libraryPage)
  if (!result.ok) return result
  const { data, paging } = result.value
  const after = (paging?.next && paging.cursors?.after) || null
  return { ok: true, value: { entries: data.filter((entry) => entry !== null), after } }
}

/** @param template Meta's own create shape */
export function createTemplateAtMeta(
  graph: GraphClient,
  target: GraphTarget,
  wabaId: string,
  template: Readonly<Record<string, unknown>>,
): Promise<CallResult<CreatedTemplate>> {
  return graph.call(target, { method: 'POST', path: [wabaId, 'message_templates'], body: template }, createdTemplate)
}

/** @param templateId Meta's @param change Meta's own shape; the components replace all there were */
export function editTemplateAtMeta(
  graph: GraphClient,
  target: GraphTarget,
  templateId: string,
  change: Readonly<Record<string, unknown>>,
): Promise<CallResult<{ success: true }>> {
  return graph.call(target, { method: 'POST', path: [templateId], body: change }, successAnswer)
}

/** One language only; the name alone would take all of them. */
export function deleteTemplateAtMeta(
  graph: GraphClient,
  target: GraphTarget,
  wabaId: string,
  template: { readonly id: string; readonly name: string },
): Promise<CallResult<{ success: true }>> {
  const query = { hsm_id: template.id, name: template.name }
  return graph.call(target, { method: 'DELETE', path: [wabaId, 'message_templates'], query }, successAnswer)
}

/** @param templateId Meta's */
export function unpauseTemplateAtMeta(graph: GraphClient, target: GraphTarget, templateId: string): Promise<CallResult<{ success: true }>> {
  return graph.call(target, { method: 'POST', path: [templateId, 'unpause'] }, successAnswer)
}

/** Meta serves these two under another name, and without a version (template archiving, 28 May 2026). */
export function putTemplateAway(
  graph: GraphClient,
  target: GraphTarget,
  wish: { readonly wabaId: string; readonly id: string; readonly verb: 'archive' | 'unarchive' },
): Promise<CallResult<PutAway>> {
  const isMeta = new URL(target.baseUrl).origin === 'https://graph.facebook.com'
  const path = [wish.wabaId, 'message_templates', wish.verb]
  const there = isMeta ? { ...target, baseUrl: 'https://api.facebook.com' } : target
  return graph.call(there, { method: 'POST', path, body: { hsm_ids: wish.id } }, putAwayAnswer)
}

/** Asked of the account that is to have them. @param ids Meta's, of the account they come from */
export function migrateTemplatesAtMeta(
  graph: GraphClient,
  target: GraphTarget,
  wish: { readonly from: string; readonly to: string; readonly ids: readonly string[] },
): Promise<CallResult<Migrated>> {
  const body = { source_waba_id: wish.from, template_ids: wish.ids }
  return graph.call(target, { method: 'POST', path: [wish.to, 'migrate_message_templates'], body }, migratedAnswer)
}
