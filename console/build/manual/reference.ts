import { readFileSync } from 'node:fs'
import GithubSlugger from 'github-slugger'
import MarkdownIt from 'markdown-it'
import { parse } from 'yaml'
import type { ManualPage } from './pages.ts'

/// The parts of OpenAPI 3.1 that the server's document uses.
interface Schema {
  $ref?: string
  type?: string | string[]
  description?: string
  enum?: string[]
  const?: unknown
  format?: string
  pattern?: string
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  oneOf?: Schema[]
  anyOf?: Schema[]
  allOf?: Schema[]
}
interface Parameter {
  $ref?: string
  name: string
  in: string
  required?: boolean
  description?: string
  schema?: Schema
}
type Content = Record<string, { schema?: Schema }>
interface Answer {
  $ref?: string
  description?: string
  content?: Content
}
interface Operation {
  tags?: string[]
  operationId?: string
  summary?: string
  description?: string
  security?: unknown[]
  parameters?: Parameter[]
  requestBody?: { content?: Content; description?: string }
  responses?: Record<string, Answer>
}
interface Document {
  info: { title: string; version: string; description?: string }
  tags: { name: string; description?: string }[]
  paths: Record<string, Record<string, Operation> & { parameters?: Parameter[] }>
  components: { parameters: Record<string, Parameter>; responses: Record<string, Answer>; schemas: Record<string, Schema> }
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete']
const markdown = new MarkdownIt({ html: false })
const prose = (text: string | undefined) => (text ? markdown.render(text) : '')
const line = (text: string | undefined) => (text ? markdown.renderInline(text) : '')
const code = (text: string) => `<code>${markdown.utils.escapeHtml(text)}</code>`

/// The reference of the API, from the server's own OpenAPI document: every operation by its tag, then every form.
/// @throws Error where the document leads to a form, parameter or tag that it does not have
export function reference(openapi: string): ManualPage {
  const document = parse(readFileSync(openapi, 'utf8')) as Document
  const slugs = new GithubSlugger()
  const headings: ManualPage['headings'] = []
  const heading = (level: number, text: string, html = markdown.utils.escapeHtml(text)) => {
    const id = slugs.slug(text)
    headings.push({ level, id, text })
    return `<h${level} id="${id}">${html}</h${level}>\n`
  }
  const named = <T>(from: Record<string, T>, ref: string): T => {
    const found = from[ref.split('/').at(-1) ?? '']
    if (found === undefined) throw new Error(`${openapi}: ${ref} is not there`)
    return found
  }
  const formLink = (ref: string) => {
    named(document.components.schemas, ref)
    const name = ref.split('/').at(-1) ?? ''
    return `<a href="#form-${name.toLowerCase()}">${name}</a>`
  }

  function typeOf(schema: Schema | undefined): string {
    if (!schema) return ''
    if (schema.$ref) return formLink(schema.$ref)
    const parts = schema.oneOf ?? schema.anyOf ?? schema.allOf
    if (parts) return parts.map(typeOf).join(schema.allOf ? ' and ' : ' or ')
    if (schema.enum) return schema.enum.map((one) => code(String(one))).join(' ')
    if (schema.const !== undefined) return code(String(schema.const))
    const type = [schema.type ?? 'any'].flat().join(' or ')
    if (schema.items) return `list of ${typeOf(schema.items)}`
    if (schema.properties) return `<div class="inner">${fields(schema)}</div>`
    if (typeof schema.additionalProperties === 'object') return `map to ${typeOf(schema.additionalProperties)}`
    return schema.format ? `${type}, ${schema.format}` : type
  }

  function limits(schema: Schema): string {
    const said = []
    if (schema.minimum !== undefined) said.push(`at least ${schema.minimum}`)
    if (schema.maximum !== undefined) said.push(`at most ${schema.maximum}`)
    if (schema.minLength !== undefined) said.push(`at least ${schema.minLength} characters`)
    if (schema.maxLength !== undefined) said.push(`at most ${schema.maxLength} characters`)
    if (schema.minItems !== undefined) said.push(`at least ${schema.minItems} of them`)
    if (schema.maxItems !== undefined) said.push(`at most ${schema.maxItems} of them`)
    if (schema.pattern !== undefined) said.push(`like ${code(schema.pattern)}`)
    return said.join(', ')
  }

  function fields(schema: Schema): string {
    const rows = Object.entries(schema.properties ?? {}).map(([name, field]) => {
      const may = schema.required?.includes(name) ? '' : ' <span class="may">may be absent</span>'
      const words = [line(field.description), limits(field)].filter((part) => part !== '').join('; ')
      return `<tr><td>${code(name)}${may}</td><td>${typeOf(field)}</td><td>${words}</td></tr>`
    })
    return rows.length === 0 ? '' : `<div class="table" tabindex="0"><table><thead><tr><th>field</th><th>what it is</th><th></th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`
  }

  function parameters(all: Parameter[]): string {
    const rows = all
      .map((one) => (one.$ref ? named(document.components.parameters, one.$ref) : one))
      .map((one) => {
        const may = one.required ? '' : ' <span class="may">may be absent</span>'
        return `<tr><td>${code(one.name)}${may}</td><td>${one.in}</td><td>${typeOf(one.schema)}</td><td>${[line(one.description), limits(one.schema ?? {})].filter((part) => part !== '').join('; ')}</td></tr>`
      })
    return rows.length === 0 ? '' : `<div class="table" tabindex="0"><table><thead><tr><th>parameter</th><th>in</th><th>what it is</th><th></th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`
  }

  const content = (of: Content | undefined) => Object.entries(of ?? {}).map(([type, { schema }]) => `${code(type)} ${typeOf(schema)}`).join(', ')

  function operation(method: string, path: string, one: Operation, shared: Parameter[]): string {
    const answers = Object.entries(one.responses ?? {}).map(([status, said]) => {
      const answer = said.$ref ? named(document.components.responses, said.$ref) : said
      return `<tr><td>${code(status)}</td><td>${line(answer.description)}</td><td>${content(answer.content)}</td></tr>`
    })
    const open = one.security?.length === 0 ? '<p class="may">Without signing in.</p>' : ''
    const body = one.requestBody ? `<p>Takes ${content(one.requestBody.content)}. ${line(one.requestBody.description)}</p>` : ''
    const title = `${method.toUpperCase()} ${path}`
    return (
      heading(3, title, `<span class="method ${method}">${method.toUpperCase()}</span> ${code(path)}`) +
      `<p>${line(one.summary)}</p>${prose(one.description)}${open}${parameters([...shared, ...(one.parameters ?? [])])}${body}` +
      `<div class="table" tabindex="0"><table><tbody>${answers.join('')}</tbody></table></div>`
    )
  }

  let body = heading(1, 'The API') + prose(document.info.description)
  const seen = new Set<string>()
  for (const tag of document.tags) {
    body += heading(2, tag.name) + prose(tag.description)
    for (const [path, operations] of Object.entries(document.paths)) {
      for (const method of METHODS) {
        const one = operations[method]
        if (one?.tags?.[0] !== tag.name) continue
        seen.add(`${method} ${path}`)
        body += operation(method, path, one, operations.parameters ?? [])
      }
    }
  }
  for (const [path, operations] of Object.entries(document.paths))
    for (const method of METHODS)
      if (operations[method] && !seen.has(`${method} ${path}`)) throw new Error(`${openapi}: ${method} ${path} has no tag of the list at the document's head`)
  body += heading(2, 'Forms')
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    const kind = schema.properties ? fields(schema) : `<p>${typeOf({ ...schema, description: '' })}</p>`
    body += `<h3 id="form-${name.toLowerCase()}">${name}</h3>${prose(schema.description)}${kind}`
  }
  return { source: 'server/src/main/resources/openapi.yaml', to: 'api.html', language: 'en', title: 'The API', body, headings }
}
