import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Timeline } from '../src/api/types.ts'
import { expect, test, type Browser, type Page } from '@playwright/test'
import { newCustodian, openPage, type Custodian, type CustodianPage } from './custodian.ts'
import { openDemo, until, type Demo } from './demo.ts'

/// Sealed footage from the request to the end of its opening, with every program that takes part: the town, two
/// custodians' pages, each a program with a folder and a port of its own, and the console.
///
/// The act's review window is a few seconds, so footage is sealed for good while the test watches; the opening is
/// asked for the shortest time that the server allows and ends by itself.

const REASON = 'Accident at the crossing, letter 31/204'
/// What the server allows at the least; the console offers half an hour and more.
const SHORTEST_MINUTES = 1
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true, timezoneId: 'Europe/Paris' }

let demo: Demo
let folder: string
let camera: string
let custodians: Custodian[]
const pages: CustodianPage[] = []

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  test.setTimeout(300_000)
  folder = await mkdtemp(join(tmpdir(), 'vigie-e2e-custodians-'))
  const making = Promise.all(['dpo-1', 'clerk-2', 'council-3'].map((person) => newCustodian(folder, person)))
  demo = await openDemo()
  custodians = await making
  camera = Object.keys(demo.truth.cameras)[0]!
})
test.afterAll(async () => {
  await Promise.all(pages.map((page) => page.stop()))
  await demo?.stop()
  if (folder) await rm(folder, { recursive: true, force: true })
  expect(demo?.said() ?? '').not.toMatch(/SEVERE|Exception/)
})

test('sealed footage is asked for, opened by two custodians, seen, and closed by time', async ({ page, browser }, info) => {
  const origin = new URL(demo.url).origin
  const errors: string[] = []
  page.on('pageerror', (e) => errors.push(e.message))
  await page.addInitScript(() => localStorage.setItem('vigie.language', 'en'))
  const shoot = (shown: Page, name: string, fullPage = false) =>
    picture(shown, info.outputPath(`${name}.png`), fullPage)
  const phone = (name: string, path: string, then?: (small: Page) => Promise<void>) =>
    onPhone(browser, page, origin + path, async (small) => {
      await then?.(small)
      await shoot(small, `${name}-fr-phone`)
    })

  await test.step('the town shortens its review window, and names its custodians', async () => {
    const act = join(demo.data, 'acts', 'recording.yaml')
    const text = await readFile(act, 'utf8')
    await writeFile(act, text.replace('demo-1-video', 'demo-3-video').replace('review_window: 12 h', 'review_window: 10 s'))

    await page.goto(demo.signIn)
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible({ timeout: 30_000 })
    await page.goto(`${origin}/custody`)
    await page.getByRole('button', { name: 'Name the custodians' }).click()
    await page.getByRole('textbox', { name: 'Cards, one a line' }).fill(custodians.map((one) => one.card).join('\n'))
    await shoot(page, '01-naming')
    await page.getByRole('button', { name: 'Name them' }).click()
    await expect(page.getByRole('heading', { name: 'Custodians, set 1' })).toBeVisible()
  })

  const visitors: Page[] = []
  await test.step('each custodian compares the set on their own page, and remembers it', async () => {
    pages.push(...(await Promise.all(custodians.slice(0, 2).map((one) => openPage(one, origin)))))
    expect(new Set(pages.map(({ link }) => new URL(link).port)).size).toBe(2)
    visitors.push(await visitor(browser, 'en-GB', { viewport: { width: 1920, height: 1080 }, timezoneId: 'Europe/Paris' }))
    visitors.push(await visitor(browser, 'fr-FR', PHONE))
    const print = (await page.locator('.custodySetPrint').textContent())!.trim()
    for (const [i, theirs] of visitors.entries()) {
      await theirs.goto(pages[i]!.link)
      await expect(theirs.locator('dd.print')).toHaveText(print)
      await whole(theirs)
      await shoot(theirs, `02-custodian-${i + 1}-set`)
      await theirs.getByRole('button', { name: /remember it|la retenir/ }).click()
      await expect(theirs.locator('.notice.good')).toBeVisible()
    }
  })

  let at = 0
  await test.step('a sealed stretch in Review asks for its opening in place', async () => {
    await page.goto(`${origin}/review/${camera}`)
    const sealed = page.locator('.daybarPiece.sealed').first()
    await expect(sealed).toBeVisible({ timeout: 60_000 })
    const box = (await sealed.boundingBox())!
    await page.mouse.click(box.x + Math.min(4, box.width / 4), box.y + box.height / 2)
    await expect(page.locator('.reviewSealed')).toContainText('its review window has ended')
    await shoot(page, '03-sealed')
    // The page asks for nothing that it cannot have; whoever asks all the same is refused.
    await page.getByRole('button', { name: 'Play', exact: true }).click()
    await expect(page.locator('.reviewSealed')).toContainText('its review window has ended')
    const now = Date.now()
    const timeline = await page.request.get(`${origin}/api/cameras/${camera}/timeline?from=${iso(now - 15 * 60_000)}&to=${iso(now)}`)
    const { sealed: closed } = (await timeline.json()) as Timeline
    expect(await playback(page, Date.parse(closed[0]!.from) + 1_000)).toEqual({ status: 403, code: 'SEALED' })

    await page.getByRole('button', { name: 'Ask custodians to open it' }).click()
    await page.getByRole('textbox', { name: 'Why' }).fill(REASON)
    await page.getByRole('button', { name: '30 min', exact: true }).click()
    await shoot(page, '04-asking')
    await page.route('**/api/openings', (route) =>
      route.request().method() === 'POST'
        ? route.continue({ postData: JSON.stringify({ ...(route.request().postDataJSON() as object), minutes: SHORTEST_MINUTES }) })
        : route.continue(),
    )
    const answered = page.waitForResponse((r) => r.url().endsWith('/api/openings') && r.request().method() === 'POST')
    await page.getByRole('button', { name: 'Ask', exact: true }).click()
    const answer = await answered
    expect(answer.status(), await answer.text()).toBe(201)
    at = Date.parse(((await answer.json()) as { from: string }).from)
    await expect(page).toHaveURL(/\/custody$/)
    await expect(page.locator('.opening')).toContainText('Waits for custodians')
    await expect(page.locator('.opening')).toContainText('0 of 2')
    await shoot(page, '05-waiting')
  })

  for (const [i, theirs] of visitors.entries()) {
    await test.step(`${custodians[i]!.person} reads the request on their own page, and approves`, async () => {
      await theirs.locator('input[type=password]').fill(custodians[i]!.passphrase)
      await theirs.getByRole('button', { name: /Look for requests|Voir les demandes/ }).click()
      await expect(theirs.locator('.ask')).toBeVisible()
      await shoot(theirs, `06-custodian-${i + 1}-list`)
      await theirs.locator('.ask').click()
      await expect(theirs.locator('dl')).toContainText(REASON)
      await expect(theirs.locator('dl')).toContainText(camera)
      await whole(theirs)
      await shoot(theirs, `07-custodian-${i + 1}-request`, true)
      await theirs.getByRole('checkbox').check()
      await theirs.locator('input[type=password]').fill(custodians[i]!.passphrase)
      await theirs.getByRole('button', { name: /Approve and send|Approuver et envoyer/ }).click()
      await expect(theirs.locator('.notice.good')).toBeVisible()
      await shoot(theirs, `08-custodian-${i + 1}-approved`)
      await expect(page.locator('.opening')).toContainText(custodians[i]!.person)
    })
  }

  await test.step('the opening is in force, and plays pictures', async () => {
    await expect(page.locator('.opening.open')).toContainText('Open')
    await shoot(page, '09-open')
    await page.getByRole('link', { name: 'See it' }).click()
    await expect(page.locator('.reviewSealed')).toContainText('open for you until')
    await page.getByRole('combobox', { name: 'Reason, for the ledger' }).fill(REASON)
    const film = page.waitForResponse((r) => r.url().includes('/playback?'))
    await page.getByRole('button', { name: 'Play', exact: true }).click()
    const video = page.locator('.reviewPlayer video')
    // What is shown is the stretch that was opened, and not only what lies before it.
    const shown = (await film).headers()
    expect(Date.parse(shown['x-vigie-end']!) - Date.parse(shown['x-vigie-start']!)).toBeGreaterThan(3_000)
    // A picture of one colour, as black or a lost decoder shows, has no spread.
    await expect.poll(() => video.evaluate(spread), { timeout: 60_000, intervals: [100] }).toBeGreaterThan(10)
    await shoot(page, '10-playing')
    // Past the end of what was opened the next stretch is sealed, and the page lets go of the film by itself: it stays
    // inside, so that only the end of its time can take it away.
    await page.getByRole('button', { name: 'Pause', exact: true }).click()
    await expect(page.locator('.reviewPlayer video[src]')).toHaveCount(1)
  })

  await test.step('the pages of this are whole on a telephone, in French', async () => {
    await phone('11-custody', '/custody')
    const moment = `/review/${camera}?at=${new Date(at + 1_000).toISOString()}`
    await phone('12-review', moment)
    await phone('13-hold', moment, async (small) => {
      await small.getByRole('button', { name: 'Conserver pour la justice' }).click()
      await expect(small.getByRole('dialog')).toBeVisible()
    })
  })

  await test.step('its time is up: the page lets go of the pictures, and playback is refused with the reason', async () => {
    await expect(page.locator('.reviewSealed')).toContainText('its review window has ended', { timeout: 90_000 })
    await expect(page.locator('.reviewPlayer video[src]')).toHaveCount(0)
    await expect.poll(() => page.locator('.reviewPlayer video').evaluate((v: HTMLVideoElement) => v.videoWidth)).toBe(0)
    await page.getByRole('button', { name: 'Play', exact: true }).click()
    expect(await playback(page, at + 1_000)).toEqual({ status: 403, code: 'SEALED' })
    await expect(page.locator('.reviewPlayer video[src]')).toHaveCount(0)
    await expect(page.locator('.reviewSealed')).toContainText('its review window has ended')
    await shoot(page, '14-ended')
    await phone('15-asking', `/review/${camera}?at=${new Date(at + 1_000).toISOString()}`, async (small) => {
      await small.getByRole('button', { name: 'Demander aux dépositaires de l’ouvrir' }).click()
      await expect(small.getByRole('dialog')).toBeVisible()
    })
  })

  await test.step('the ledger shows each step, in order', async () => {
    const wanted = ['custody.set', 'opening.asked', 'opening.approved', 'opening.approved', 'opening.opened', 'permit.granted', 'opening.ended']
    await page.goto(`${origin}/registers`)
    await page.getByRole('switch', { name: 'Mine only' }).uncheck()
    await until(20_000, 'all entries to be shown', async () => {
      if ((await page.locator('.ledgerRow[data-kind="custody.set"]').count()) > 0) return true
      const older = page.getByRole('button', { name: 'Show older entries' })
      if ((await older.count()) > 0 && (await older.isEnabled())) await older.click()
      return undefined
    })
    const kinds = (await page.locator('.ledgerRow').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-kind')!))).reverse()
    let from = 0
    for (const kind of wanted) {
      const found = kinds.indexOf(kind, from)
      expect(found, `${kind} after ${kinds.slice(0, from).filter((one) => wanted.includes(one)).join(', ')}`).toBeGreaterThanOrEqual(0)
      from = found + 1
    }
    const ended = page.locator('.ledgerRow[data-kind="opening.ended"]')
    await expect(ended).toHaveCount(1)
    await ended.click()
    await expect(page.locator('.evidence')).toContainText('EXPIRED')
    await expect(page.locator('.evidenceSays')).toHaveAttribute('data-checked', 'true')
    await shoot(page, '16-ledger')
    await page.goto(`${origin}/custody`)
    await expect(page.locator('.opening')).toHaveCount(0)
    await shoot(page, '17-nothing-open')
  })

  await Promise.all(visitors.map((one) => one.context().close()))
  expect(errors, 'errors in the page').toEqual([])
})

/// A custodian's browser, on their own machine.
async function visitor(browser: Browser, locale: string, where: object): Promise<Page> {
  return (await browser.newContext({ ...where, locale })).newPage()
}

/// The same person at a telephone, in French.
async function onPhone(browser: Browser, page: Page, url: string, look: (small: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ ...PHONE, storageState: await page.context().storageState() })
  await context.addInitScript(() => localStorage.setItem('vigie.language', 'fr'))
  const small = await context.newPage()
  await small.goto(url)
  await expect(small.locator('.status .statusItem').first()).toBeVisible({ timeout: 30_000 })
  await look(small)
  await whole(small)
  await context.close()
}

/// Takes a picture for people to look at. Chromium refuses one in the instant in which a document gives way to
/// the next ("Unable to capture screenshot"), which says nothing about the page: it is asked again.
async function picture(shown: Page, path: string, fullPage: boolean): Promise<void> {
  await expect(() => shown.screenshot({ path, fullPage })).toPass({ timeout: 30_000 })
}

/// Nothing stands out to the right of the page.
async function whole(shown: Page): Promise<void> {
  const over = await shown.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(over, 'pixels too wide').toBeLessThanOrEqual(0)
}

const iso = (ms: number) => new Date(ms).toISOString()

/// Asks for a few seconds of playback with a reason, and returns what the server answers.
async function playback(page: Page, from: number): Promise<{ status: number; code: string }> {
  const { origin } = new URL(page.url())
  const answer = await page.request.get(`${origin}/api/cameras/${camera}/playback`, { params: { from: iso(from), to: iso(from + 3_000), reason: REASON } })
  return { status: answer.status(), code: ((await answer.json()) as { code: string }).code }
}

/// How far the brightness of the shown picture spreads: its standard deviation, of 255.
function spread(video: HTMLVideoElement): number {
  if (video.videoWidth === 0 || video.currentTime === 0) return 0
  const canvas = document.createElement('canvas')
  canvas.width = video.videoWidth
  canvas.height = video.videoHeight
  const context = canvas.getContext('2d', { willReadFrequently: true })!
  context.drawImage(video, 0, 0)
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
  let sum = 0
  let squares = 0
  for (let i = 0; i < data.length; i += 4) {
    sum += data[i + 1]!
    squares += data[i + 1]! ** 2
  }
  const n = data.length / 4
  return Math.sqrt(squares / n - (sum / n) ** 2)
}
