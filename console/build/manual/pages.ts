import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { posix } from 'node:path'
import GithubSlugger from 'github-slugger'
import MarkdownIt, { type Token } from 'markdown-it'

/// A page of the manual.
/// - `source`: its Markdown, from the project's root, such as `docs/en/operator.md`
/// - `to`: its file in the manual, such as `en/operator.html`
/// - `twin`: the same page in the other language, where it has one
export interface ManualPage {
  source: string
  to: string
  language: 'en' | 'fr'
  title: string
  body: string
  headings: { level: number; id: string; text: string }[]
  twin?: string
}

export interface Manual {
  pages: ManualPage[]
  /// What pages show or offer to take: where it lies in the project, and where in the manual.
  files: { source: string; to: string }[]
  /// Each link or picture that leads nowhere, with its page and line.
  warnings: string[]
}

/// The documents that are not below `docs` and that its pages lead to.
const OTHERS = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md']

/// Where a document stands in the manual: `docs/` is its root, the rest keeps its folder.
const placeOf = (source: string) => source.replace(/^docs\//, '')
const htmlOf = (source: string) => placeOf(source).replace(/\.md$/, '.html')

/// Renders every page below `root`.
export function readManual(root: string): Manual {
  const below = (folder: string) =>
    readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md'))
      .map((file) => `${folder}/${file}`)
  const sources = [...below('docs'), ...below('design'), ...OTHERS.filter((file) => existsSync(`${root}/${file}`))].sort()
  const known = new Set(sources)
  const manual: Manual = { pages: [], files: [], warnings: [] }
  for (const source of sources) manual.pages.push(render(root, source, known, manual))
  const design = manual.pages.filter((page) => /^design\/[^/]+\.md$/.test(page.source))
  manual.pages.push(listOf(design))
  pairUp(manual)
  checkAnchors(manual)
  return manual
}

/// The list of a folder's pages, which a link to the folder leads to.
function listOf(pages: ManualPage[]): ManualPage {
  const title = 'Why it is as it is: the design'
  const items = pages.map((page) => `<li><a href="${posix.basename(page.to)}">${page.title.replaceAll('<', '&lt;')}</a></li>`)
  return { source: 'design/', to: 'design/index.html', language: 'en', title, body: `<h1>${title}</h1><ul>${items.join('')}</ul>`, headings: [] }
}

/// The first page's table has a row for each page with both its languages.
function pairUp(manual: Manual) {
  const index = manual.pages.find((page) => page.to === 'index.html')
  for (const [, row = ''] of index?.body.matchAll(/<tr>(.*?)<\/tr>/gs) ?? []) {
    const both = [...row.matchAll(/href="([^"]*)"/g)].map(([, to]) => manual.pages.find((page) => page.to === to))
    const [one, other] = both
    if (one && other && one.language !== other.language) [one.twin, other.twin] = [other.to, one.to]
  }
  for (const page of manual.pages)
    if (/^docs\/(en|fr)\//.test(page.source) && !page.twin) manual.warnings.push(`${page.source}: docs/index.md has no row with it and its other language`)
}

function render(root: string, source: string, known: Set<string>, manual: Manual): ManualPage {
  const markdown = new MarkdownIt({ html: false, linkify: false })
  const tokens = markdown.parse(readFileSync(`${root}/${source}`, 'utf8'), {})
  const slugs = new GithubSlugger()
  const headings: ManualPage['headings'] = []
  let line = 0
  tokens.forEach((token, at) => {
    line = token.map?.[0] ?? line
    if (token.type === 'heading_open') {
      const text = plain(tokens[at + 1])
      const id = slugs.slug(text)
      token.attrSet('id', id)
      headings.push({ level: Number(token.tag.slice(1)), id, text })
    }
    // Wide tables and lines of a terminal scroll by themselves, never the page; a scrolling part must be reachable by keys.
    if (token.type === 'fence') token.attrSet('tabindex', '0')
    for (const child of token.children ?? []) {
      const name = child.type === 'link_open' ? 'href' : child.type === 'image' ? 'src' : undefined
      if (!name) continue
      const from = String(child.attrGet(name) ?? '')
      const to = target(root, source, from, known, manual, line)
      child.attrSet(name, to)
      if (name === 'src') child.attrSet('loading', 'lazy')
    }
  })
  markdown.renderer.rules.table_open = () => '<div class="table" tabindex="0"><table>\n'
  markdown.renderer.rules.table_close = () => '</table></div>\n'
  const body = markdown.renderer.render(tokens, markdown.options, {})
  const language = source.startsWith('docs/fr/') ? 'fr' : 'en'
  return { source, to: htmlOf(source), language, title: headings[0]?.text ?? source, body, headings }
}

/// What a link of a page becomes in the manual, which has its own copy of what it leads to.
function target(root: string, source: string, link: string, known: Set<string>, manual: Manual, line: number): string {
  if (/^(https?:|mailto:|#)/.test(link)) return link
  const [path = '', anchor] = link.split('#')
  const full = posix.normalize(posix.join(posix.dirname(source), decodeURI(path)))
  const here = posix.dirname(htmlOf(source))
  const behind = anchor ? `#${anchor}` : ''
  if (known.has(full)) return posix.relative(here, htmlOf(full)) + behind
  const there = statSync(`${root}/${full}`, { throwIfNoEntry: false })
  if (there?.isFile()) return posix.relative(here, offered(full, manual))
  if (there?.isDirectory()) return posix.relative(here, folder(root, full.replace(/\/$/, ''), manual))
  manual.warnings.push(`${source}:${line + 1}: leads to ${link}, which is not there`)
  return link
}

function offered(source: string, manual: Manual): string {
  const to = placeOf(source)
  if (!manual.files.some((file) => file.to === to)) manual.files.push({ source, to })
  return to
}

/// A folder that a page leads to becomes a page too: the list of its files, each to be taken.
function folder(root: string, path: string, manual: Manual): string {
  const to = `${placeOf(path)}/index.html`
  if (path === 'design' || manual.pages.some((page) => page.to === to)) return to
  const page: ManualPage = { source: `${path}/`, to, language: 'en', title: path, body: '', headings: [] }
  manual.pages.push(page)
  const items = readdirSync(`${root}/${path}`, { withFileTypes: true })
    .sort((a, b) => a.name.localeCompare(b.name))
    .map((entry) => `<li><a href="${posix.relative(posix.dirname(to), entry.isDirectory() ? folder(root, `${path}/${entry.name}`, manual) : offered(`${path}/${entry.name}`, manual))}">${entry.name}</a></li>`)
  page.body = `<h1>${path}</h1><ul>${items.join('')}</ul>`
  return to
}

/// Links into a page must lead to a heading of it.
function checkAnchors(manual: Manual) {
  const pages = new Map(manual.pages.map((page) => [page.to, page]))
  for (const page of manual.pages) {
    for (const [, href = ''] of page.body.matchAll(/<a href="([^"]*#[^"]*)"/g)) {
      if (/^[a-z]+:/.test(href)) continue
      const [path = '', anchor = ''] = href.split('#')
      const to = path === '' ? page.to : posix.normalize(posix.join(posix.dirname(page.to), path))
      const found = pages.get(to)
      if (found && !found.headings.some((heading) => heading.id === decodeURIComponent(anchor)))
        manual.warnings.push(`${page.source}: leads to ${href}, and ${found.source} has no such heading`)
    }
  }
}

function plain(inline: Token | undefined): string {
  return (inline?.children ?? []).filter((child) => child.type === 'text' || child.type === 'code_inline').map((child) => child.content).join('')
}
