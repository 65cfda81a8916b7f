import { gzipSync } from 'node:zlib'
import type { Plugin, Rollup } from 'vite'

/// What the browser fetches before the wall is there, compressed as the server sends it.
const MOST_BYTES = 400_000

/// Fails the build where the first page has become heavy: the entry with all that it imports at once, the larger of the two languages,
/// the styles and the type.
export function initialLoad(): Plugin {
  return {
    name: 'initial-load',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const bytes = initialBytes(bundle)
      console.log(`initial load: ${Math.round(bytes / 1000)} kB compressed, of ${MOST_BYTES / 1000}`)
      if (bytes > MOST_BYTES) throw new Error(`the first page takes ${bytes} bytes, more than ${MOST_BYTES}: bring what it does not need later (src/pages.ts)`)
    },
  }
}

function initialBytes(bundle: Rollup.OutputBundle): number {
  const parts = Object.values(bundle)
  const chunks = parts.filter((part) => part.type === 'chunk')
  const seen = new Set<string>()
  const script = (chunk: Rollup.OutputChunk | undefined): number => {
    if (!chunk || seen.has(chunk.fileName)) return 0
    seen.add(chunk.fileName)
    return packed(chunk.code) + chunk.imports.reduce((sum, file) => sum + script(chunks.find((one) => one.fileName === file)), 0)
  }
  const entry = script(chunks.find((chunk) => chunk.isEntry))
  const languages = chunks.filter((chunk) => /src\/text\/(fr|en)\.ts$/.test(chunk.facadeModuleId ?? '')).map((chunk) => packed(chunk.code))
  const assets = parts.filter((part) => part.type === 'asset')
  const styles = assets.filter(({ fileName }) => fileName.endsWith('.css')).reduce((sum, { source }) => sum + packed(source), 0)
  // They are compressed already.
  const type = assets.filter(({ fileName }) => fileName.endsWith('.woff2')).reduce((sum, { source }) => sum + source.length, 0)
  if (entry === 0 || languages.length !== 2 || styles === 0 || type === 0) throw new Error('the initial load cannot be told from the build')
  return entry + Math.max(...languages) + styles + type
}

const packed = (source: string | Uint8Array) => gzipSync(source).length
