import type pg from 'pg'

export function schemaSource(client: pg.ClientBase): Promise<string>
