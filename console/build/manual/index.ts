import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { framed } from './frame.ts'
import { readManual } from './pages.ts'
import { reference } from './reference.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '')
const FONTS = ['sans-latin-400-normal', 'sans-latin-600-normal', 'mono-latin-400-normal']

/// Puts the manual beside the console: `docs/`, what it leads to in `design/`, and the reference of the API, as pages that the town's own
/// server answers with under `/manual/`. Fails the build on a link or a picture that leads nowhere.
export function manual(): Plugin {
  return {
    name: 'manual',
    apply: 'build',
    // After the console's own parts are counted and listed.
    enforce: 'post',
    generateBundle() {
      const all = readManual(ROOT)
      all.pages.push(reference(`${ROOT}/server/src/main/resources/openapi.yaml`))
      if (all.warnings.length > 0) throw new Error(`the manual does not hold together:\n  ${all.warnings.join('\n  ')}`)
      const index = all.pages.find((page) => page.to === 'index.html')
      const order = [...(index?.body.matchAll(/href="((?:en|fr)\/[^"]*)"/g) ?? [])].map(([, to = '']) => to)
      const put = (fileName: string, source: string | Uint8Array) => this.emitFile({ type: 'asset', fileName: `manual/${fileName}`, source })
      for (const page of all.pages) put(page.to, framed(page, all, order))
      for (const file of all.files) put(file.to, readFileSync(`${ROOT}/${file.source}`))
      put('manual.css', readFileSync(new URL('manual.css', import.meta.url)))
      for (const font of FONTS) {
        const family = font.split('-')[0]
        put(`fonts/${font}.woff2`, readFileSync(`${ROOT}/console/node_modules/@fontsource/ibm-plex-${family}/files/ibm-plex-${font}.woff2`))
      }
      console.log(`manual: ${all.pages.length} pages, no warning`)
    },
  }
}
