import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Stage, stage } from '../../test/stage.ts'

let s: Stage
beforeAll(async () => {
  s = await stage()
})
afterAll(() => s.close())

let counter = 0
/** One that is approved, without waiting for its review. */
async function approved(): Promise<string> {
  const wish = {
    name: `vida_${++counter}`,
    language: 'pt_BR',
    category: 'UTILITY',
    components: [{ type: 'BODY', text: 'Oi, tudo certo.' }],
  }
  const { id } = (await s.graph('POST', `${s.made.wabaId}/message_templates`, wish)).body
  await decide(id, { status: 'APPROVED' })
  return id
}
const decide = (id: string, body: object) => s.control('POST', `/wabas/${s.made.wabaId}/templates/${id}`, body)
const read = async (id: string, fields: string) => (await s.graph('GET', `${id}?fields=${fields}`)).body
const told = (id: string, field: string, fits: (update: { [key: string]: unknown }) => boolean = () => true) =>
  s.business.until(() =>
    s.business.updates().find((update) => update.field === field && String(update.message_template_id) === id && fits(update)),
  )
const clock = (hours: number) => s.api('POST', '/clock', { hours })

describe('the life of a template', () => {
  test('a rating is told, once', async () => {
    const id = await approved()
    await decide(id, { act: 'rate', quality: 'YELLOW' })
    expect(await told(id, 'message_template_quality_update')).toMatchObject({
      previous_quality_score: 'UNKNOWN',
      new_quality_score: 'YELLOW',
    })
    expect(await read(id, 'quality_score')).toMatchObject({ quality_score: { score: 'YELLOW' } })
  })

  test('is paused for three hours, then six, then disabled', async () => {
    const id = await approved()
    const status = (event: string, title: string) =>
      told(
        id,
        'message_template_status_update',
        (update) => update.event === event && (update.other_info as { title?: string })?.title === title,
      )
    await decide(id, { act: 'pause' })
    await status('PAUSED', 'FIRST_PAUSE')
    await clock(4)
    await status('APPROVED', 'UNPAUSE')
    await decide(id, { act: 'pause' })
    await status('PAUSED', 'SECOND_PAUSE')
    expect((await s.graph('POST', `${id}/unpause`)).body).toMatchObject({ success: true })
    expect(await read(id, 'status')).toMatchObject({ status: 'APPROVED' })
    await decide(id, { act: 'pause' })
    expect(await status('DISABLED', 'DISABLED')).toMatchObject({ disable_info: { disable_date: expect.stringMatching(/^\d+$/) } })
    expect((await decide(id, { act: 'pause' })).status).toBe(409)
    expect((await s.graph('POST', `${id}/unpause`)).status).toBe(400)
  })

  test('moves to another category a day after the notice', async () => {
    const id = await approved()
    await decide(id, { act: 'announceCategory', category: 'MARKETING' })
    const notice = await told(id, 'template_category_update')
    expect(notice).toMatchObject({ correct_category: 'MARKETING', new_category: 'UTILITY', category_update_timestamp: expect.any(Number) })
    expect(await read(id, 'category,correct_category')).toMatchObject({ category: 'UTILITY', correct_category: 'MARKETING' })
    await clock(25)
    await told(id, 'template_category_update', (update) => update.previous_category === 'UTILITY' && update.new_category === 'MARKETING')
    expect(await read(id, 'category,previous_category')).toMatchObject({ category: 'MARKETING', previous_category: 'UTILITY' })
  })

  test('is put away and brought back as it was', async () => {
    const id = await approved()
    const away = (verb: string, ids: string) => s.graph('POST', `${s.made.wabaId}/message_templates/${verb}`, { hsm_ids: ids })
    expect((await away('archive', `${id},1`)).body).toEqual({ archived_templates: [id], failed_templates: { 1: 'Template not found' } })
    await told(id, 'message_template_status_update', (update) => update.event === 'ARCHIVED')
    expect((await away('archive', id)).body.archived_templates).toEqual([])
    expect((await away('unarchive', id)).body).toEqual({ unarchived_templates: [id], failed_templates: {} })
    await told(id, 'message_template_status_update', (update) => update.event === 'UNARCHIVED')
    expect(await read(id, 'status')).toMatchObject({ status: 'APPROVED' })
  })
})
