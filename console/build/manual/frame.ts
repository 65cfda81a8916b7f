import { posix } from 'node:path'
import type { Manual, ManualPage } from './pages.ts'

const WORDS = {
  en: { manual: 'Manual', other: 'Français', otherCode: 'fr', contents: 'Pages', here: 'On this page', console: 'To the console', design: 'Design, page by page', api: 'The API' },
  fr: { manual: 'Manuel', other: 'English', otherCode: 'en', contents: 'Pages', here: 'Sur cette page', console: 'Vers la console', design: 'Conception, page par page (en anglais)', api: 'L’interface (en anglais)' },
} as const

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/// A page with what stands around it: the list of pages in its language, its own headings, its twin. No script: it prints, and
/// reads in any browser.
export function framed(page: ManualPage, manual: Manual, reader: readonly string[]): string {
  const words = WORDS[page.language]
  const to = (target: string) => posix.relative(posix.dirname(page.to), target)
  const item = (target: string, title: string) => `<li><a href="${to(target)}"${target === page.to ? ' aria-current="page"' : ''}>${escape(title)}</a></li>`
  // In the order of the first page's table.
  const readers = reader.map((file) => manual.pages.find((one) => one.to === file)).filter((one) => one !== undefined && one.language === page.language)
  const list = [...readers.map((one) => item(one!.to, one!.title)), item('api.html', words.api), item('design/index.html', words.design)]
  const parts = page.headings.filter((heading) => heading.level === 2).map((heading) => `<li><a href="#${heading.id}">${escape(heading.text)}</a></li>`)
  const twin = page.twin ? `<a href="${to(page.twin)}" lang="${words.otherCode}" hreflang="${words.otherCode}">${words.other}</a>` : ''
  return `<!doctype html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(page.title)} · Vigie</title>
<link rel="stylesheet" href="${to('manual.css')}">
</head>
<body>
<header><a class="mark" href="${to('index.html')}">Vigie <span>${words.manual}</span></a><nav>${twin}<a href="/">${words.console}</a></nav></header>
<div class="frame">
<nav class="aside" aria-label="${words.contents}"><ul>${list.join('')}</ul>${parts.length > 1 ? `<h2>${words.here}</h2><ul class="parts">${parts.join('')}</ul>` : ''}</nav>
<main>
${page.body}</main>
</div>
</body>
</html>
`
}
