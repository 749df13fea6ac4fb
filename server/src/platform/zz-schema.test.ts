import { writeFileSync } from 'node:fs'
import pg from 'pg'
import { test } from 'vitest'
import { schemaSource } from '../../../scripts/generate-schema.mjs'
import { freshDatabase } from '../test/database.ts'
test('w', async () => {
  const d = await freshDatabase()
  const c = new pg.Client(d.ownerUrl); await c.connect()
  writeFileSync(new URL('./schema.ts', import.meta.url), await schemaSource(c))
  await c.end(); await d.drop()
})
