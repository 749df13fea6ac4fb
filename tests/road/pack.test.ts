/** What is handed to Meta, and what Meta says to it. */
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { videoFacts } from '../../server/src/road/video-facts.ts'
import { type RoadActs, roadActs } from './acts.ts'
import { type RoadStage, roadStage } from './stage.ts'
import { GOOD_TEXT } from './texts.ts'

let s: RoadStage
let a: RoadActs
beforeAll(async () => {
  s = await roadStage()
  a = roadActs(s)
  await a.walksAll()
  await s.check()
})
afterAll(() => s.close())

describe('what is handed to Meta', () => {
  const unzip = async () => {
    const answer = await s.app.inject({ url: '/api/v1/road/sandbox/pack.zip', headers: { cookie: s.operator.cookie } })
    expect(answer.statusCode).toBe(200)
    return unzipSync(answer.rawPayload)
  }

  test('is one ZIP with texts, videos, instructions and answers, and says that it is a rehearsal', async () => {
    const files = await unzip()
    expect(Object.keys(files).sort()).toEqual([
      'README.txt',
      'data-handling.txt',
      'reviewer-instructions.txt',
      ...['whatsapp_business_management', 'whatsapp_business_messaging'].flatMap((name) => [
        `${name}/description.pt-BR.txt`,
        `${name}/description.txt`,
        `${name}/page.html`,
        `${name}/video.webm`,
      ]),
    ])
    const text = (name: string) => Buffer.from(files[name] ?? []).toString('utf8')
    expect(text('whatsapp_business_messaging/description.txt')).toBe(GOOD_TEXT.whatsapp_business_messaging)
    expect(text('README.txt')).toContain('REHEARSAL')
    expect(text('reviewer-instructions.txt')).toMatch(/Password: \S{15,}/)
    expect(text('data-handling.txt')).toContain('Nuvem Sul')
    const video = videoFacts(Buffer.from(files['whatsapp_business_messaging/video.webm'] ?? []))
    expect(video).toMatchObject({ mimeType: 'video/webm', width: 1920, height: 1080, seconds: 60 })
  })

  test('is a page to print as well', async () => {
    const page = await s.app.inject({
      url: '/api/v1/road/sandbox/pack/whatsapp_business_messaging',
      headers: { cookie: s.operator.cookie },
    })
    expect(page.headers['content-type']).toContain('text/html')
    expect(page.body).toContain('<h1>Atende Já: whatsapp_')
  })

  test('is remembered with Meta’s answer, and a rejection is answered reason by reason', async () => {
    const [{ id }] = (await s.road('GET', '/submissions')).body.items
    const change = {
      outcome: 'rejected',
      answer: 'The screencast does not show the login.',
      reasons: ['video_incomplete', 'no_access'],
      mended: [],
    }
    expect((await s.operator.send('PATCH', `/api/v1/road/submissions/${id}`, change)).body).toMatchObject(change)
    expect((await s.check('review.submitted'))['review.submitted']).toBe('failed submission_rejected')
    await s.operator.send('PATCH', `/api/v1/road/submissions/${id}`, { ...change, mended: ['no_access', 'text_generic'] })
    expect((await s.road('GET', '/submissions')).body.items[0].mended).toEqual(['no_access'])
    await s.road('POST', '/submissions', { note: 'second' })
    expect((await s.check('review.submitted'))['review.submitted']).toBe('passed submission_waiting')
    expect((await s.road('GET', '/submissions')).body.items.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'waiting',
      'rejected',
    ])
  })
})
