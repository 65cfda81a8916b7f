import AxeBuilder from '@axe-core/playwright'
import { expect, type Browser, type Page } from '@playwright/test'

/// Every place of the console that is shown to who is signed in, by its path.
export const PAGES = [
  'wall',
  'map',
  'desk',
  'log',
  'review',
  'cameras',
  'rules',
  'counts',
  'custody',
  'access',
  'viewing',
  'people',
  'notice',
  'acts',
  'health',
  'registers',
  'me',
  'cameras/place-du-marche/drawing',
  'cameras/place-du-marche/drawing?pane=masks',
] as const

/// How a page is looked at. Each language, theme and width comes once; what is only wrong in one mixture of them is rare.
export const LOOKS = [
  { language: 'fr', theme: 'dark', width: 1920, height: 1080 },
  { language: 'en', theme: 'light', width: 390, height: 844 },
] as const

/// The levels of WCAG 2.2 AA, by axe's names.
const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/// What axe finds wrong on a page, one line for each kind and place, and what is wider than the screen.
export async function wrongWith(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(LEVELS).analyze()
  const tooWide = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.shellHead, .shellBody, .page')]
      .filter((part) => part.getBoundingClientRect().right > innerWidth + 1 || (part.matches('.page') && part.scrollWidth > part.clientWidth + 1))
      .map((part) => `${part.className} is wider than the screen`),
  )
  // What comes by itself must not push away what somebody is about to press.
  const pushes = await page.evaluate(() =>
    [...document.querySelectorAll('.shellOverdue')]
      .map((notice) => Math.round(notice.getBoundingClientRect().height))
      .filter((height) => height > 110)
      .map((height) => `the notice of overdue alerts is ${height} pixels high`),
  )
  return [
    ...pushes,
    ...violations.flatMap((found) => found.nodes.map((node) => `${found.id} (${found.impact}): ${node.target.join(' ')}: ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`)),
    ...tooWide,
  ]
}

/// Opens each page as somebody who is signed in already, in each look, and gives it to be looked at.
export async function eachPage(
  browser: Browser,
  origin: string,
  signedIn: Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>,
  look: (page: Page, path: string, how: (typeof LOOKS)[number]) => Promise<void>,
): Promise<void> {
  for (const how of LOOKS) {
    const context = await browser.newContext({ viewport: { width: how.width, height: how.height }, storageState: signedIn, timezoneId: 'Europe/Paris' })
    await context.addInitScript(([language, theme]) => {
      localStorage.setItem('vigie.language', language)
      localStorage.setItem('mantine-color-scheme-value', theme)
    }, [how.language, how.theme] as const)
    const page = await context.newPage()
    for (const path of PAGES) {
      await page.goto(`${origin}/${path}`)
      await expect(page.locator('.status .statusItem').first()).toBeVisible({ timeout: 30_000 })
      await look(page, path, how)
    }
    await context.close()
  }
}
