import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { readManual } from './pages.ts'
import { reference } from './reference.ts'

const roots: string[] = []
afterEach(() => roots.splice(0).forEach((root) => rmSync(root, { recursive: true })))

function project(files: Record<string, string>): string {
  const root = mkdtempSync(`${tmpdir()}/vigie-manual-`)
  roots.push(root)
  for (const [file, text] of Object.entries({ 'docs/index.md': '# All\n', 'design/ledger.md': '# The ledger\n', ...files })) {
    mkdirSync(dirname(`${root}/${file}`), { recursive: true })
    writeFileSync(`${root}/${file}`, text)
  }
  return root
}

const INDEX = '# All\n\n| | |\n| --- | --- |\n| [Desk](en/desk.md) | [Poste](fr/poste.md) |\n'

describe('the manual', () => {
  it('leads from page to page, to headings and to files as the documents do', () => {
    const manual = readManual(
      project({
        'docs/index.md': INDEX,
        'docs/en/desk.md': '# Desk\n\n[why](../../design/ledger.md#what-is-written) [example](../../design/examples/vigie.yaml)\n',
        'docs/fr/poste.md': '# Poste\n\n[exemples](../../design/examples/)\n',
        'design/ledger.md': '# The ledger\n\n## What is written\n',
        'design/examples/vigie.yaml': 'town: x\n',
      }),
    )
    expect(manual.warnings).toEqual([])
    const desk = manual.pages.find((page) => page.to === 'en/desk.html')
    expect(desk).toMatchObject({ language: 'en', title: 'Desk', twin: 'fr/poste.html' })
    expect(desk?.body).toContain('href="../design/ledger.html#what-is-written"')
    expect(desk?.body).toContain('href="../design/examples/vigie.yaml"')
    expect(manual.files).toEqual([{ source: 'design/examples/vigie.yaml', to: 'design/examples/vigie.yaml' }])
    expect(manual.pages.find((page) => page.to === 'fr/poste.html')?.body).toContain('href="../design/examples/index.html"')
    expect(manual.pages.find((page) => page.to === 'design/examples/index.html')?.body).toContain('href="vigie.yaml"')
  })

  it('names each link that leads nowhere, with its page and line', () => {
    const { warnings } = readManual(
      project({
        'docs/index.md': INDEX,
        'docs/en/desk.md': '# Desk\n\n![wall](../pictures/none.webp)\n\n[x](#nowhere)\n',
        'docs/fr/poste.md': '# Poste\n\n[y](../../design/ledger.md#gone)\n',
      }),
    )
    expect(warnings).toEqual([
      'docs/en/desk.md:3: leads to ../pictures/none.webp, which is not there',
      'docs/en/desk.md: leads to #nowhere, and docs/en/desk.md has no such heading',
      'docs/fr/poste.md: leads to ../design/ledger.html#gone, and design/ledger.md has no such heading',
    ])
  })

  it('asks for both languages of a page', () => {
    expect(readManual(project({ 'docs/en/desk.md': '# Desk\n' })).warnings).toEqual(['docs/en/desk.md: docs/index.md has no row with it and its other language'])
  })

  it('takes no markup of a document as such', () => {
    const manual = readManual(project({ 'docs/index.md': '# All\n\n<script>alert(1)</script>\n' }))
    expect(manual.pages.find((page) => page.to === 'index.html')?.body).not.toContain('<script>')
  })
})

describe('the reference', () => {
  it('has every operation and form of the server, and each link leads to one', () => {
    const { body } = reference(new URL('../../../server/src/main/resources/openapi.yaml', import.meta.url).pathname)
    expect(body).toContain('<code>/api/cameras/{camera}</code>')
    const ids = new Set([...body.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id))
    const dead = [...body.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id).filter((id) => !ids.has(id))
    expect(dead).toEqual([])
    expect(body.match(/class="method /g)?.length).toBeGreaterThan(150)
  })

  it('names an operation that no part of it would show', () => {
    const root = project({ 'api.yaml': 'info: { title: x, version: "1" }\ntags: []\npaths: { /a: { get: { tags: [other], responses: {} } } }\ncomponents: { parameters: {}, responses: {}, schemas: {} }\n' })
    expect(() => reference(`${root}/api.yaml`)).toThrow('get /a has no tag')
  })
})
