import { defineConfig } from '@playwright/test'

/// Runs on Debian's Chromium, which is never downloaded; CHROMIUM names another one.
export default defineConfig({
  testDir: '.',
  outputDir: '../target/e2e',
  timeout: 300_000,
  // Each walk has a town, a port and a browser of its own, and waits for most of its time. The operator's goes alone: it takes
  // pictures of people against the truth by one delay for all, which a loaded machine does not keep.
  workers: 2,
  projects: [
    { name: 'operator', testMatch: 'operator.test.ts' },
    { name: 'others', testIgnore: ['operator.test.ts', 'pictures.test.ts'], dependencies: ['operator'] },
    // No check: `npm run pictures` takes those of docs/.
    ...(process.env.VIGIE_TAKES_PICTURES ? [{ name: 'pictures', testMatch: 'pictures.test.ts' }] : []),
  ],
  retries: 0,
  reporter: [['list']],
  use: {
    viewport: { width: 1920, height: 1080 },
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        // The map is drawn by WebGL, here by the processor.
        '--enable-unsafe-swiftshader',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--autoplay-policy=no-user-gesture-required',
      ],
    },
  },
})
