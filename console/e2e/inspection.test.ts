import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { openDemo, type Demo } from './demo.ts'

/// An inspector takes a bundle away, on the real demo. What is in it the server's tests check.

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

test('a bundle for an inspection is made, fetched, and found in the ledger', async ({ page, browser }, info) => {
  const origin = new URL(demo.url).origin
  const errors: string[] = []
  page.on('pageerror', (e) => errors.push(e.message))
  await page.addInitScript(() => localStorage.setItem('vigie.language', 'en'))
  const shoot = (name: string) => page.screenshot({ path: info.outputPath(`${name}.png`) })
  let state: Awaited<ReturnType<ReturnType<typeof page.context>['storageState']>>

  await test.step('dates are there, a reason is needed', async () => {
    await page.goto(demo.signIn)
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible({ timeout: 30_000 })
    await page.goto(`${origin}/registers`)
    await page.getByRole('button', { name: 'Bundle for an inspection' }).click()
    const dialog = page.getByRole('dialog')
    const make = dialog.getByRole('button', { name: 'Make the bundle' })
    await expect(make).toBeDisabled()
    await dialog.getByLabel('Why').fill('yearly inspection')
    await shoot('ask')
    await dialog.getByLabel('Last day').fill('2019-12-31')
    await expect(make).toBeDisabled()
    await dialog.getByLabel('Last day').fill(new Date().toISOString().slice(0, 10))
    let go = () => {}
    const held = new Promise<void>((resolve) => (go = resolve))
    await page.route('**/api/inspections', async (route) => {
      await held
      await route.continue()
    })
    await make.click()
    await expect(dialog.getByRole('status')).toContainText('Being made')
    await expect(make).toBeDisabled()
    await shoot('working')
    go()
  })

  await test.step('the file has the manifest that the ledger was told of', async () => {
    const dialog = page.getByRole('dialog', { name: 'The bundle is ready' })
    await expect(dialog).toBeVisible({ timeout: 60_000 })
    await shoot('made')
    const manifest = await dialog.locator('.inspectionWhole').last().innerText()
    const fetching = page.waitForEvent('download')
    await dialog.getByRole('link', { name: 'Download' }).click()
    const fetched = await fetching
    expect(fetched.suggestedFilename()).toMatch(/^inspection-\d{8}T\d{6}\.zip$/)
    await fetched.saveAs(info.outputPath(fetched.suggestedFilename()))
    const bytes = await readFile(info.outputPath(fetched.suggestedFilename()))
    expect(bytes.subarray(0, 2).toString()).toBe('PK')
    await expect(dialog.locator('.inspectionWhole').first()).toHaveText(`vigie verify inspection ${fetched.suggestedFilename().replace('.zip', '')}`)
    await page.keyboard.press('Escape')
    const row = page.locator('tr[data-kind="inspection.bundle"]')
    await expect(row).toContainText('Bundle for an inspection made', { timeout: 15_000 })
    await row.click()
    await expect(page.locator('.evidence')).toContainText(manifest)
    state = await page.context().storageState()
  })

  await test.step('on a telephone, in French', async () => {
    const phone = await (await browser.newContext({ ...PHONE, storageState: state })).newPage()
    await phone.addInitScript(() => localStorage.setItem('vigie.language', 'fr'))
    await phone.goto(`${origin}/registers`)
    await phone.getByRole('button', { name: 'Dossier de contrôle' }).click()
    await expect(phone.getByRole('button', { name: 'Constituer le dossier' })).toBeVisible()
    expect(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await phone.screenshot({ path: info.outputPath('telephone.png') })
    await phone.getByLabel('Motif').fill('contrôle annuel')
    await phone.getByRole('button', { name: 'Constituer le dossier' }).click()
    await expect(phone.getByRole('link', { name: 'Télécharger' })).toBeVisible({ timeout: 60_000 })
    await phone.screenshot({ path: info.outputPath('telephone-made.png') })
    await phone.context().close()
  })

  expect(errors).toEqual([])
})
