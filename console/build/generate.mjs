// Generates the API's types from the server's OpenAPI document into target/ (outside src/, so that a build
// leaves the sources as they were).
import { mkdirSync, readFileSync, existsSync, writeFileSync } from 'node:fs'
import openapi, { astToString } from 'openapi-typescript'

const from = new URL('../../server/src/main/resources/openapi.yaml', import.meta.url)
const to = new URL('../target/api/schema.ts', import.meta.url)

const text = '// Generated from the server\'s openapi.yaml; do not edit.\n' + astToString(await openapi(from))
mkdirSync(new URL('.', to), { recursive: true })
if (!existsSync(to) || readFileSync(to, 'utf8') !== text) writeFileSync(to, text)
