import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { fieldWorker } from './build/fieldWorker.ts'
import { initialLoad } from './build/initialLoad.ts'
import { manual } from './build/manual/index.ts'
import { mockTown } from './dev/mockTown.ts'

// `npm run dev` answers the API from a small make-believe town; `VIGIE=http://127.0.0.1:8080 npm run dev` asks a real one.
const real = process.env.VIGIE

export default defineConfig({
  plugins: [react(), fieldWorker(), initialLoad(), ...(real ? [] : [mockTown()]), manual()],
  build: {
    target: 'es2022',
    // One file of styles and no inlined assets: the server's content policy allows only its own origin.
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    reportCompressedSize: true,
  },
  server: real ? { proxy: { '/api': { target: real, ws: true }, '/ledger': real } } : {},
  test: { include: ['{src,build}/**/*.test.{ts,tsx}'], environment: 'node' },
})
