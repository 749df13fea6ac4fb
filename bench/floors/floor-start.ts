/** The least a start must do: a query to a running PostgreSQL, and a port that answers. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'

const db = new pg.Client({ connectionString: process.argv[2] ?? '' })
await db.connect()
await db.query('select 1')
const server = createServer((_request, response) => response.end('ok'))
server.listen(0, '127.0.0.1', () => console.log(`listening http://127.0.0.1:${(server.address() as AddressInfo).port}`))
process.on('SIGTERM', () => process.exit(0))
