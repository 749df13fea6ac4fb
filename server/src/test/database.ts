import { inject } from 'vitest'
import { cloneTemplate, type TestDatabase } from './template.ts'

/** A migrated, empty database that nobody else uses. Drop it in afterAll. */
export function freshDatabase(): Promise<TestDatabase> {
  return cloneTemplate(inject('adminUrl'))
}
