import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { openDemo, openSources, type Demo } from './demo.ts'
import { wrongWith } from './pages.ts'

/// The pictures of docs/: every page of the console as a town's people meet it, on the real demo, in both languages and themes, on a
/// desk and on a telephone. `npm run pictures` takes them anew; VIGIE_PICTURES names another folder. Of no use as a check by itself:
/// whoever changed a page looks at them.

const FOLDER = process.env.VIGIE_PICTURES ?? fileURLToPath(new URL('../../docs/pictures', import.meta.url))

const LANGUAGES = [
  { code: 'en', locale: 'en-GB' },
  { code: 'fr', locale: 'fr-FR' },
] as const
const THEMES = ['light', 'dark'] as const
const SIZES = [
  { name: 'desk', width: 1920, height: 1080 },
  { name: 'telephone', width: 390, height: 844 },
] as const

/// Only those whose name matches are taken, where somebody works on one page.
const ONLY = new RegExp(process.env.VIGIE_PICTURES_ONLY ?? '.')

let demo: Demo

test.beforeAll(async () => {
  test.setTimeout(300_000)
  demo = await openDemo()
})
test.afterAll(async () => {
  await demo?.stop()
})

/// A page to take: where it is, and what has to be there before it is worth a picture.
interface Shot {
  readonly name: string
  readonly path: string
  readonly ready?: string
  /// What a person does first.
  readonly first?: (page: Page) => Promise<void>
  /// And once the picture is taken.
  readonly last?: (page: Page) => Promise<void>
}

test('takes a picture of every page', async ({ page, browser }) => {
  test.setTimeout(1_800_000)
  const origin = new URL(demo.url).origin
  await take(browser, undefined, origin, [{ name: 'sign-in', path: 'wall', ready: 'form' }])
  await page.goto(demo.signIn)
  await expect(page.locator('.status .statusItem').first()).toBeVisible({ timeout: 30_000 })
  const story = await tell(page, origin)
  const cameras = Object.keys(demo.truth.cameras)
  const at = new Date(Date.now() - 15_000).toISOString()
  const playing = '[data-live="playing"]'
  await take(browser, await page.context().storageState(), origin, [
    { name: 'wall', path: 'wall', ready: playing, first: inHand },
    { name: 'map', path: `map/${cameras[0]}`, ready: '.mapCanvas[data-drawn="map"]', first: seen },
    { name: 'desk', path: 'desk', ready: '.deskQueue .card', first: seen },
    { name: 'alert', path: `desk/${story.alert}`, ready: '.deskFacts', first: seen },
    { name: 'log', path: 'log', ready: '.logLines li' },
    { name: 'incident', path: 'incidents/1', ready: '.logLines li' },
    { name: 'review', path: `review/${cameras[0]}?at=${at}`, ready: '.screen', first: play },
    { name: 'review-in-step', path: `review/${cameras[0]}?with=${cameras[1]}&at=${at}`, ready: '.screen', first: play },
    { name: 'around', path: `around/${cameras[0]}`, ready: `.togetherTiles ${playing}` },
    { name: 'cameras', path: 'cameras', ready: '#content h1' },
    { name: 'camera', path: `cameras/${cameras[0]}`, ready: playing },
    { name: 'drawing', path: `cameras/${cameras[0]}/drawing`, ready: '.sketch > svg' },
    { name: 'masks', path: `cameras/${cameras[0]}/drawing?pane=masks`, ready: '.sketch > svg', first: covered },
    { name: 'rules', path: 'rules', ready: '.ruleRow' },
    { name: 'rule', path: `rules/${story.camera}/${encodeURIComponent(story.rule)}`, ready: '.cameraDetails' },
    { name: 'counts', path: 'counts', ready: '#content h1' },
    { name: 'health', path: 'health', ready: '#content h1' },
    { name: 'registers', path: 'registers', ready: '.ledgerRow' },
    { name: 'custody', path: 'custody', ready: '#content h1' },
    { name: 'access', path: 'access', ready: '#content h1' },
    { name: 'access-case', path: `access/${story.request}`, ready: '.accessWords' },
    { name: 'viewing', path: 'viewing', ready: '#content h1' },
    { name: 'acts', path: 'acts', ready: '#content h1' },
    { name: 'notice', path: 'notice', ready: '#content h1' },
    { name: 'people', path: 'people', ready: '#content h1' },
    { name: 'account', path: 'me', ready: '#content h1' },
    { name: 'keys', path: 'wall', ready: playing, first: (one) => one.keyboard.press('?') },
    { name: 'finder', path: 'wall', ready: playing, first: (one) => one.keyboard.press('/') },
    { name: 'field', path: 'field', ready: '.fieldAlert' },
    { name: 'public-page', path: 'public', ready: 'h1' },
    { name: 'lift', path: 'wall', ready: playing, first: lifted(cameras[0]!), last: (one) => one.keyboard.press('Escape') },
  ])
})

test('takes pictures of an exercise', async ({ page, browser }) => {
  test.setTimeout(900_000)
  const exercise = await openDemo('training', '--scenario', 'busy')
  try {
    const origin = new URL(exercise.url).origin
    await page.goto(exercise.signIn)
    await expect(page.locator('.status .statusItem').first()).toBeVisible({ timeout: 30_000 })
    await page.goto(`${origin}/training`)
    // Once something has happened there is something to talk about.
    await expect(page.locator('.debriefRows a').first()).toBeVisible({ timeout: 300_000 })
    expect(await wrongWith(page)).toEqual([])
    await take(browser, await page.context().storageState(), origin, [
      { name: 'exercise', path: 'wall', ready: '[data-live="playing"]' },
      { name: 'debrief', path: 'training', ready: '.debriefRows a' },
    ])
  } finally {
    await exercise.stop()
  }
})

test('takes pictures of a drone and a worn camera', async ({ page, browser }) => {
  test.setTimeout(900_000)
  const town = await openSources()
  try {
    const origin = new URL(town.url).origin
    await page.goto(town.signIn)
    await page.locator('.statusItem', { hasText: /drone/ }).click()
    await page.getByRole('textbox').fill('Feu de broussailles, carrière nord')
    await page.keyboard.press('Enter')
    await expect(page.locator('.statusProof .relayList li')).toBeVisible()
    expect(await wrongWith(page)).toEqual([])
    await take(browser, await page.context().storageState(), origin, [
      { name: 'sources', path: 'wall', ready: '.sourceMark', first: (one) => one.locator('.statusItem', { hasText: /1 source/ }).click() },
      { name: 'source', path: 'cameras/drone', ready: '.sourcePart' },
      { name: 'source-shut', path: 'cameras/pieton-3', ready: '.sourcePart form' },
    ])
  } finally {
    await town.stop()
  }
})

/// A part of the picture is chosen to be covered, and not yet saved.
async function covered(page: Page): Promise<void> {
  await page.locator('.drawSide .drawChoice button').first().click()
  const { x, y, width, height } = (await page.locator('.sketch > svg').boundingBox())!
  for (const [left, top] of [[0.62, 0.1], [0.86, 0.1], [0.86, 0.3], [0.62, 0.3]] as const) await page.mouse.click(x + left * width, y + top * height)
  await page.keyboard.press('Enter')
}

/// What happened before anybody takes a picture: an alert that was confirmed and has an incident, one that still waits, a request for access.
async function tell(page: Page, origin: string): Promise<{ alert: string; camera: string; rule: string; request: string }> {
  const card = page.locator('.deskInHand .card')
  await expect(card).toBeVisible({ timeout: 240_000 })
  const alert = (await card.getAttribute('data-alert'))!
  await page.goto(`${origin}/desk/${alert}`)
  await expect(page.locator('.deskTitle').getByRole('button', { name: /incident/i })).toBeVisible()
  await page.keyboard.press('i')
  await page.keyboard.press('6')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/incidents\/1$/)
  await page.goto(`${origin}/desk/${alert}`)
  await expect(page.locator('.deskFacts')).toBeVisible()
  await page.keyboard.press('c')
  await page.keyboard.type('Goods unloaded behind the fence')
  const judged = page.waitForResponse((answer) => answer.url().endsWith(`/api/alerts/${alert}/confirm`) && answer.ok())
  await page.keyboard.press('Enter')
  await judged
  await page.goto(`${origin}/wall`)
  // Another one waits, so that the desk has something to show; the wall's pictures have cleared by then.
  await expect(card).not.toHaveAttribute('data-alert', alert, { timeout: 240_000 })
  const { camera, rule } = (await (await page.request.get(`${origin}/api/alerts/${alert}`)).json()) as { camera: string; rule: string }
  const token = (await page.context().cookies()).find((cookie) => cookie.name === 'XSRF-TOKEN')!.value
  const now = Date.now()
  const received = await page.request.post(`${origin}/api/access-cases`, {
    headers: { 'X-XSRF-TOKEN': token },
    data: {
      ...{ reference: '2026-31/204', received: new Date(now).toISOString().slice(0, 10), how: 'MAIL', name: 'The requester' },
      places: [{ camera, from: new Date(now - 60_000).toISOString(), to: new Date(now).toISOString() }],
    },
  })
  expect(received.ok(), await received.text()).toBe(true)
  const { number: request } = (await received.json()) as { number: string }
  return { alert, camera, rule, request }
}

/// One tile is seen clear.
function lifted(camera: string): (page: Page) => Promise<void> {
  return async (page) => {
    const tile = page.locator(`.tile[data-camera="${camera}"]`)
    await tile.click()
    await page.keyboard.press('l')
    await page.keyboard.press('1')
    await expect(tile.locator('[data-clear="playing"]')).toBeVisible({ timeout: 30_000 })
  }
}

/// Until the pictures of the page are there.
async function seen(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => [...document.querySelectorAll('video')].every((video) => video.readyState >= 2)), { timeout: 30_000 })
    .toBe(true)
}

/// Until the alert in hand has its clip, where the desk is beside the wall.
async function inHand(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => [...document.querySelectorAll<HTMLVideoElement>('.deskInHand video')].every((video) => video.readyState >= 2)), { timeout: 60_000 })
    .toBe(true)
}

async function play(page: Page): Promise<void> {
  const reason = page.getByRole('combobox', { name: /^(Reason|Motif)/ })
  if ((await reason.inputValue()) === '') await reason.fill('2026-114')
  await reason.press('Enter')
  await expect.poll(() => page.evaluate(() => document.querySelector<HTMLVideoElement>('.screen video')?.readyState ?? 0), { timeout: 30_000 }).toBeGreaterThanOrEqual(2)
  await page.waitForTimeout(1_500)
  await page.keyboard.press('Space')
}

async function take(browser: Browser, signedIn: Awaited<ReturnType<BrowserContext['storageState']>> | undefined, origin: string, shots: readonly Shot[]): Promise<void> {
  for (const { name: size, width, height } of SIZES) {
    for (const { code: language, locale } of LANGUAGES) {
      await mkdir(`${FOLDER}/${language}`, { recursive: true })
      const context = await browser.newContext({ viewport: { width, height }, ...(signedIn && { storageState: signedIn }), timezoneId: 'Europe/Paris', locale })
      await context.addInitScript((chosen) => localStorage.setItem('vigie.language', chosen), language)
      const page = await context.newPage()
      const camera = await context.newCDPSession(page)
      for (const shot of shots) {
        const wanted = THEMES.filter((theme) => ONLY.test(`${language}/${shot.name}-${size}-${theme}`))
        if (wanted.length === 0) continue
        await page.goto(`${origin}/${shot.path}`)
        try {
          if (shot.ready) await expect(page.locator(shot.ready).first(), `${shot.name}: ${shot.ready}`).toBeVisible({ timeout: 30_000 })
          await shot.first?.(page)
        } catch (e) {
          // The others are taken all the same.
          expect.soft(`${language}/${shot.name}-${size}: ${String(e)}`).toBe('a picture')
        }
        await page.waitForTimeout(1_500)
        for (const theme of wanted) {
          await page.emulateMedia({ colorScheme: theme })
          await page.evaluate(choose, theme)
          await page.waitForTimeout(400)
          const { data } = await camera.send('Page.captureScreenshot', { format: 'webp', quality: 80 })
          await writeFile(`${FOLDER}/${language}/${shot.name}-${size}-${theme}.webp`, Buffer.from(data, 'base64'))
        }
        await shot.last?.(page)
      }
      await context.close()
    }
  }
}

/// As if the theme had been changed in another window.
function choose(theme: string): void {
  const key = 'mantine-color-scheme-value'
  localStorage.setItem(key, theme)
  dispatchEvent(new StorageEvent('storage', { key, newValue: theme, storageArea: localStorage }))
}
