// Pictures of every page, in both languages and themes, wide and narrow, to look at: node build/shots.mjs URL DIR [page...]
import { mkdirSync } from 'node:fs'
import { chromium } from '@playwright/test'

const [url = 'http://127.0.0.1:5173', dir = 'target/shots', ...wanted] = process.argv.slice(2)
const pages = wanted.length > 0 ? wanted : ['wall', 'desk', 'review', 'cameras', 'rules', 'counts', 'registers']
const looks = (process.env.LOOKS ?? 'fr-dark-wide,en-light-wide,fr-light-narrow,en-dark-narrow').split(',')

mkdirSync(dir, { recursive: true })
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--autoplay-policy=no-user-gesture-required'],
})
for (const look of looks) {
  const [language, theme, width] = look.split('-')
  const context = await browser.newContext({
    viewport: width === 'wide' ? { width: 1920, height: 1080 } : { width: 390, height: 844 },
    timezoneId: 'Europe/Paris',
    ...(process.env.STATE ? { storageState: process.env.STATE } : {}),
  })
  await context.addInitScript(
    ([l, t]) => {
      localStorage.setItem('vigie.language', l)
      localStorage.setItem('mantine-color-scheme-value', t)
    },
    [language, theme],
  )
  const page = await context.newPage()
  page.on('console', (m) => ['error', 'warning'].includes(m.type()) && console.log(look, m.type(), m.text().slice(0, 300)))
  page.on('pageerror', (e) => console.log(look, 'pageerror', e.message))
  for (const name of pages) {
    await page.goto(`${url}/${name}`)
    await page.waitForTimeout(Number(process.env.WAIT ?? 4000))
    if (name === 'registers') await page.locator('.ledgerRow').first().click().catch(() => {})
    if (name === 'registers') await page.waitForTimeout(500)
    await page.screenshot({ path: `${dir}/${name.replaceAll('/', '_')}-${look}.png` })
  }
  await context.close()
}
await browser.close()
