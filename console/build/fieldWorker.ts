import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Plugin, Rollup } from 'vite'

const SOURCE = new URL('fieldWorker.js', import.meta.url)
/// What comes by itself besides the first script: the page, and both languages, whichever is spoken.
const PARTS = ['src/field/FieldPage.tsx', 'src/text/fr.ts', 'src/text/en.ts']

/// Writes the field page's service worker with the list of files that the page is made of in this build.
export function fieldWorker(): Plugin {
  return {
    name: 'field-worker',
    apply: 'build',
    // After the styles are put together.
    enforce: 'post',
    generateBundle(_, bundle) {
      const shell = shellOf(bundle)
      const version = createHash('sha256').update(shell.join()).digest('hex').slice(0, 16)
      const source = readFileSync(SOURCE, 'utf8').replace('__SHELL__', JSON.stringify(shell)).replace('__VERSION__', version)
      this.emitFile({ type: 'asset', fileName: 'field-worker.js', source })
    },
  }
}

/// The first script, the field page's and what they import at once; the styles and the type. Not the map: it is larger than
/// all of these, and comes when it is looked at.
function shellOf(bundle: Rollup.OutputBundle): string[] {
  const wanted = new Set<string>()
  const add = (file: string) => {
    const chunk = bundle[file]
    if (chunk?.type !== 'chunk' || wanted.has(file)) return
    wanted.add(file)
    chunk.imports.forEach(add)
  }
  for (const [file, part] of Object.entries(bundle)) {
    if (part.type === 'chunk' && (part.isEntry || PARTS.some((own) => part.facadeModuleId?.endsWith(own)))) add(file)
    if (part.type === 'asset' && /\.css$|plex-sans.*\.woff2$|plex-mono-latin-400.*\.woff2$/.test(file)) wanted.add(file)
  }
  for (const part of [/FieldPage.*\.js$/, /\/fr-.*\.js$/, /\/en-.*\.js$/, /\.css$/, /plex-sans.*\.woff2$/]) {
    if (![...wanted].some((file) => part.test(file))) throw new Error(`the field page's service worker would keep no ${part.source}`)
  }
  return [...wanted].sort().map((file) => `/${file}`)
}
