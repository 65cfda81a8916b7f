import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { openDemo, type Actor, type CameraTruth, type Demo } from './demo.ts'
import { detail, grey, look, ranges, type Grey } from './pixels.ts'
import { writeMoment } from '../src/time/day.ts'

/// Somebody who was filmed asks for their pictures, on the real demo: from the receipt to the masked copy and the letter.
/// Pictures are compared by their pixels: inside what the officer lifted they are clear, outside as they were masked.

const NAME = 'Requester <b>of</b> the test'
const REFERENCE = 'Mail 31/204'
/// A stretch this long is asked for, and ends this long ago: what is asked for must be recorded, masks included.
const STRETCH_S = 4
const AGO_S = 8
/// More than this inside a block is detail that a mask would have taken away.
const FLAT = 24

const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true, timezoneId: 'Europe/Paris' }

let demo: Demo

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  test.setTimeout(300_000)
  demo = await openDemo()
})
test.afterAll(async () => {
  await demo?.stop()
  expect(demo?.said() ?? '').not.toMatch(/SEVERE|Exception/)
})

test('a request for access goes from its receipt to a masked copy and a letter', async ({ page, browser }, info) => {
  const origin = new URL(demo.url).origin
  const errors: string[] = []
  page.on('pageerror', (e) => errors.push(e.message))
  await page.addInitScript(() => localStorage.setItem('vigie.language', 'en'))
  const shoot = (name: string) => page.screenshot({ path: info.outputPath(`${name}.png`), fullPage: true })

  let camera = ''
  let from = 0
  let who = ''
  /// Since when each camera is not masked whole.
  const clear = new Map<string, number>()
  await test.step('a street in which several move is seen, and no longer masked whole', async () => {
    await page.goto(demo.signIn)
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible({ timeout: 30_000 })
    await expect
      .poll(
        async () => {
          for (const [id, truth] of Object.entries(demo.truth.cameras)) {
            const seen = await look(page, id)
            if (!seen || detail(seen) < 0.02) {
              clear.delete(id)
              continue
            }
            const since = clear.get(id) ?? Date.now()
            clear.set(id, since)
            if (Date.now() - since < (AGO_S + STRETCH_S + 3) * 1000) continue
            const start = Math.floor(Date.now() / 1000 - AGO_S - STRETCH_S) * 1000
            const actors = actorsAt(truth, start + (STRETCH_S / 2) * 1000).filter((actor) => clearlySeen(actor))
            const person = actors.find((actor) => actor.class === 'PERSON' && actors.every((other) => other === actor || apart(actor, other)))
            if (person) {
              camera = id
              from = start
              who = person.id
              return true
            }
          }
          return false
        },
        { message: 'somebody walks apart from the others', timeout: 120_000, intervals: [500] },
      )
      .toBe(true)
  })

  let number = ''
  await test.step('the request is entered', async () => {
    await page.goto(`${origin}/access`)
    await page.getByRole('button', { name: 'Enter a request' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Your reference' }).fill(REFERENCE)
    await dialog.getByRole('textbox', { name: 'Name' }).fill(NAME)
    await dialog.getByRole('textbox', { name: 'Address for the answer' }).fill('1 rue Haute\n75000 Paris')
    await choose(page, dialog, camera)
    await times(page, dialog, from - 60_000, from + (STRETCH_S + 2) * 1000)
    await shoot('01-receipt')
    await dialog.getByRole('button', { name: 'Open the case' }).click()
    await expect(page.getByRole('heading', { name: /^Request \d{4}-\d{4}$/ })).toBeVisible()
    number = /\d{4}-\d{4}/.exec(page.url())![0]
    await expect(page.locator('[data-count="answer"]')).toContainText('left')
    await expect(page.locator('.accessEnds [data-count="footage"]').first()).toContainText('destroyed from')
    await expect(page.locator('.accessWords').first()).toContainText(NAME)
    await page.getByRole('button', { name: 'Identity checked' }).click()
    await page.getByRole('button', { name: 'Search', exact: true }).click()
    await expect(page.locator('.access')).toContainText('searched')
  })

  const film = page.locator('.accessFilm')
  let begins = 0
  await test.step('a stretch is taken into hand, and seen masked', async () => {
    await page.getByRole('button', { name: 'Take a stretch into hand' }).click()
    const dialog = page.getByRole('dialog')
    await times(page, dialog, from, from + STRETCH_S * 1000)
    await dialog.getByRole('button', { name: 'Take it' }).click()
    await expect(film).toHaveCount(1)
    const answered = page.waitForResponse((r) => r.url().endsWith('/films/1/view'))
    await film.getByRole('button', { name: 'Review picture by picture' }).click()
    begins = Date.parse((await answered).headers()['x-vigie-start']!)
    await expect(film.locator('.accessPictureNumber')).toContainText('picture 1 of', { timeout: 40_000 })
    await shoot('02-case')
  })

  const pictures = Number(/of (\d+)/.exec((await film.locator('.accessPictureNumber').textContent())!)![1])
  const middle = from + (STRETCH_S / 2) * 1000
  const chosen = Math.min(pictures - 6, Math.round(((middle - begins) / 1000) * demo.truth.rate))
  let first: Grey
  let masked: Grey
  let box: readonly [number, number, number, number]
  await test.step('the officer lifts the mask for the requester, by hand, over a run of pictures', async () => {
    first = await picture(page, film, 0)
    masked = await picture(page, film, chosen)
    const person = actorsAt(demo.truth.cameras[camera]!, begins + (chosen / demo.truth.rate) * 1000).find(({ id }) => id === who)
    box = around(person!.box)
    await film.getByRole('button', { name: '5 pictures', exact: true }).click()
    await draw(page, film, box)
    await expect(film.locator('.accessPlaceHead')).toContainText('1 rectangle drawn')
    // Followed by hand: the page has gone on to where this rectangle ends.
    await expect(film.locator('.accessPicture')).toHaveAttribute('data-picture', String(Math.min(pictures - 1, chosen + 5)))
    await film.getByRole('button', { name: 'See it with what is drawn' }).click()
    await expect(film.locator('.accessReview')).toHaveAttribute('data-loaded', '1', { timeout: 40_000 })
    judge(await picture(page, film, chosen), masked, box, 'while reviewing')
    await shoot('03-lifted')
  })

  await test.step('a mask is added over what is clear, and taken back', async () => {
    await film.getByRole('button', { name: 'add a mask' }).click()
    await film.getByRole('button', { name: '1 picture', exact: true }).click()
    await draw(page, film, [0.02, 0.02, 0.2, 0.2])
    await expect(film.locator('.accessPlaceHead')).toContainText('2 rectangles drawn')
    await film.getByRole('button', { name: /Take back the last/ }).click()
    await expect(film.locator('.accessPlaceHead')).toContainText('1 rectangle drawn')
  })

  await test.step('the copy is made, looked through to its end, and approved', async () => {
    await film.getByRole('button', { name: 'Make the copy' }).click()
    await expect(film.getByRole('button', { name: 'Look through the copy' })).toBeVisible({ timeout: 40_000 })
    await expect(film.getByRole('button', { name: 'Approve' })).toBeDisabled()
    await film.getByRole('button', { name: 'Look through the copy' }).click()
    await expect(film.locator('.accessPictureNumber')).toContainText('picture 1 of', { timeout: 20_000 })
    judge(await picture(page, film, chosen), masked, box, 'in the copy')
    judge(await picture(page, film, 0), first, undefined, 'before the run')
    await picture(page, film, pictures - 1)
    await film.getByRole('button', { name: 'Approve' }).click()
    await expect(film).toContainText('approved')
    await shoot('04-approved')
  })

  await test.step('the copy is downloaded, and is the one that was looked through', async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), film.getByRole('link', { name: 'Download' }).click()])
    expect(download.suggestedFilename()).toBe(`access-${number}-1.mp4`)
    const bytes = await readFile((await download.path())!)
    const one = (await (await page.request.get(`${origin}/api/access-cases/${number}`)).json()) as { films: { copy: { sha256: string } }[] }
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(one.films[0]!.copy.sha256)
  })

  await test.step('it is answered, and the letter says whom to turn to', async () => {
    await page.getByRole('button', { name: 'Answer', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Answer', exact: true }).click()
    await expect(page.locator('.accessOutcome')).toContainText('copy handed over')
    const letter = await page.request.get(`${origin}/api/access-cases/${number}/letter?language=en`)
    const text = await letter.text()
    expect(text).toContain('CNIL')
    expect(text).toContain('Requester &lt;b&gt;of&lt;/b&gt; the test')
    await shoot('05-answered')
  })

  await test.step('the register has the case, and the ledger each step', async () => {
    const csv = await (await page.request.get(`${origin}/api/access-cases/csv`)).text()
    expect(csv).toContain(`${number},${REFERENCE},`)
    expect(csv).not.toContain('Requester')
    const span = `from=${new Date(Date.now() - 3_600_000).toISOString()}&to=${new Date(Date.now() + 60_000).toISOString()}`
    const steps = (await (await page.request.get(`${origin}/api/registers/access-requests/csv?${span}`)).text())
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',')[2])
    for (const kind of ['received', 'identity', 'searched', 'film', 'viewed', 'copied', 'approved', 'fetched', 'answered']) {
      expect(steps, kind).toContain(`access.${kind}`)
    }
  })

  await test.step('its pages are whole on a telephone, in French', async () => {
    const context = await browser.newContext({ ...PHONE, storageState: await page.context().storageState() })
    await context.addInitScript(() => localStorage.setItem('vigie.language', 'fr'))
    const small = await context.newPage()
    for (const path of ['/access', `/access/${number}`]) {
      await small.goto(origin + path)
      await expect(small.getByRole('heading', { level: 1 })).toBeVisible({ timeout: 30_000 })
      await expect(small.locator('.access .panel').first()).toBeVisible()
      const over = await small.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      expect(over, 'pixels too wide').toBeLessThanOrEqual(0)
      await small.screenshot({ path: info.outputPath(`06-phone-${path.length}.png`), fullPage: true })
    }
    await context.close()
  })

  expect(errors, 'errors in the page').toEqual([])
})

/// Inside what was lifted there is detail that was masked before; outside everything is as it was masked.
function judge(now: Grey, before: Grey, box: readonly [number, number, number, number] | undefined, when: string): void {
  const a = ranges(before)
  const b = ranges(now)
  let masked = 0
  let cleared = 0
  let outside = 0
  let shown = 0
  for (let row = 0; row < a.rows; row++) {
    for (let column = 0; column < a.columns; column++) {
      const block = row * a.columns + column
      if (a.range[block]! > FLAT) continue
      const [x0, y0, x1, y1] = [column / a.columns, row / a.rows, (column + 1) / a.columns, (row + 1) / a.rows]
      const inside = box && x0 >= box[0] && y0 >= box[1] && x1 <= box[0] + box[2] && y1 <= box[1] + box[3]
      const touches = box && x1 > box[0] && y1 > box[1] && x0 < box[0] + box[2] && y0 < box[1] + box[3]
      // The mark stands at the lower left.
      if (row >= a.rows - 2 && column < a.columns / 2) continue
      if (inside) {
        masked++
        if (b.range[block]! > FLAT) cleared++
      } else if (!touches) {
        outside++
        if (b.range[block]! > FLAT + 16) shown++
      }
    }
  }
  console.log(`${when}: inside ${cleared} of ${masked} masked blocks show detail, outside ${shown} of ${outside}`)
  if (box) {
    expect(masked, `${when}: masked blocks inside what is lifted`).toBeGreaterThanOrEqual(2)
    expect(cleared / masked, `${when}: share of them that is clear now`).toBeGreaterThan(0.3)
  }
  expect(shown / Math.max(1, outside), `${when}: share of the masked blocks outside that shows detail`).toBeLessThanOrEqual(0.01)
}

/// Goes to a picture and reads it as the page shows it.
async function picture(page: Page, film: Locator, index: number): Promise<Grey> {
  await film.getByRole('slider', { name: 'Picture' }).fill(String(index))
  await expect(film.locator('.accessPicture')).toHaveAttribute('data-picture', String(index))
  return (await grey(page, '.accessFilm video'))!
}

async function draw(page: Page, film: Locator, box: readonly [number, number, number, number]): Promise<void> {
  const surface = film.locator('.accessDrawing')
  await surface.scrollIntoViewIfNeeded()
  const at = (await surface.boundingBox())!
  await page.mouse.move(at.x + box[0] * at.width, at.y + box[1] * at.height)
  await page.mouse.down()
  await page.mouse.move(at.x + (box[0] + box[2]) * at.width, at.y + (box[1] + box[3]) * at.height, { steps: 5 })
  await page.mouse.up()
}

async function choose(page: Page, dialog: Locator, camera: string): Promise<void> {
  const { cameras } = (await (await page.request.get(`${new URL(demo.url).origin}/api/cameras`)).json()) as { cameras: { id: string; name: string }[] }
  await dialog.getByRole('combobox', { name: 'Camera' }).click()
  await page.getByRole('option', { name: cameras.find(({ id }) => id === camera)!.name }).click()
}

/// Fills the two fields of time, in the town's own zone.
async function times(page: Page, dialog: Locator, from: number, to: number): Promise<void> {
  const { zone } = (await (await page.request.get(`${new URL(demo.url).origin}/api/town`)).json()) as { zone: string }
  await dialog.getByLabel('From').fill(writeMoment(from, zone))
  await dialog.getByLabel('To', { exact: true }).fill(writeMoment(to, zone))
}

const clearlySeen = ({ box: [left, top, width, height] }: Actor) =>
  width * 40 > 2.2 && height > 0.15 && left > 0.03 && left + width < 0.97 && top > 0.03 && top + height < 0.97

/// Whether two boxes leave room between them.
function apart({ box: a }: Actor, { box: b }: Actor): boolean {
  const room = 0.05
  return a[0] + a[2] + room < b[0] || b[0] + b[2] + room < a[0] || a[1] + a[3] + room < b[1] || b[1] + b[3] + room < a[1]
}

/// A rectangle around somebody, with room for how far they walk in five pictures.
function around([left, top, width, height]: readonly [number, number, number, number]): readonly [number, number, number, number] {
  const x = Math.max(0, left - 0.5 * width - 0.03)
  const y = Math.max(0, top - 0.1 * height - 0.03)
  return [x, y, Math.min(1, left + 1.5 * width + 0.03) - x, Math.min(1, top + 1.1 * height + 0.03) - y]
}

function actorsAt(truth: CameraTruth, ms: number): readonly Actor[] {
  const { epoch, loop_s, rate } = demo.truth
  const second = (ms - Date.parse(epoch)) / 1000 + truth.phase_s
  const inLoop = ((second % loop_s) + loop_s) % loop_s
  return truth.pictures[Math.min(truth.pictures.length - 1, Math.floor(inLoop * rate))]?.actors ?? []
}
