import { createHmac } from 'node:crypto'
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { stop, until, vigie } from './demo.ts'

/// A town's first evening, without a demo: the first administrator, their second factor, their passkey on a (virtual) device, the
/// lock, and the key that they make for a program.

const PASSWORD = 'a quay in the evening light'
const NAME = 'Administrator'

let folder: string
let program: ChildProcess
let said = ''
let address: string
let link: string

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  test.setTimeout(300_000)
  folder = await mkdtemp(join(tmpdir(), 'vigie-e2e-first-'))
  await mkdir(join(folder, 'acts'))
  const config = join(folder, 'vigie.yaml')
  await writeFile(config, 'town: Saint-Exemple\nprofile: private-site\nlisten: 127.0.0.1:0\nsight: {eyes: 0}\ncameras: []\n')
  program = spawn(vigie, ['serve', '--config', config], { stdio: ['ignore', 'pipe', 'pipe'] })
  const hear = (chunk: Buffer) => {
    process.stdout.write(chunk)
    said += chunk.toString()
  }
  program.stdout?.on('data', hear)
  program.stderr?.on('data', hear)
  const run = await until(240_000, 'the server to say its first link', async () => {
    if (program.exitCode !== null) throw new Error(`./vigie serve ended with ${program.exitCode}`)
    const { url } = JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')) as { url?: string }
    const first = /https?:\/\/\S+#token=\S+/.exec(said)?.[0]
    return url && first ? { url, first } : undefined
  })
  // Browsers make passkeys for a name.
  address = run.url.replace('127.0.0.1', 'localhost')
  link = run.first.replace('127.0.0.1', 'localhost')
})
test.afterAll(async () => {
  await stop(program, folder)
  expect(said).not.toMatch(/SEVERE|Exception/)
})

test('the first administrator signs in with app, recovery code and passkey, locks, and makes a key for a program', async ({ page, context }) => {
  await page.addInitScript(() => localStorage.setItem('vigie.language', 'en'))
  const device = await context.newCDPSession(page)
  await device.send('WebAuthn.enable')
  await device.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  })
  let secret = ''
  let codes: string[] = []

  await test.step('makes the first account, and is led through the second factor before anything else', async () => {
    await page.goto(link)
    await page.getByLabel('Name').fill(NAME)
    await page.getByLabel('Password', { exact: true }).fill('too short')
    await expect(page.getByText('3 characters to go')).toBeVisible()
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Create account' }).click()
    await expect(page.getByRole('heading', { name: 'Set up your second factor' })).toBeVisible()
    await page.getByRole('button', { name: 'Authenticator app', exact: true }).click()
    await expect(page.getByRole('img', { name: 'QR code for the authenticator app' })).toBeVisible()
    secret = (await page.locator('.appKey').innerText()).replace(/\s/g, '')
    await page.getByLabel('The six digits that the app shows now').fill('000000')
    await page.getByRole('button', { name: 'Confirm', exact: true }).click()
    await expect(page.getByText('This code is not good.')).toBeVisible()
    await page.getByLabel('The six digits that the app shows now').fill(codeOf(secret))
    await page.getByRole('button', { name: 'Confirm', exact: true }).click()
    await expect(page.locator('.codes li')).toHaveCount(10)
    codes = await page.locator('.codes li').allInnerTexts()
    await page.getByRole('button', { name: 'I have written them down, go on' }).click()
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
  })

  await test.step('signs in again with a recovery code, which is good once', async () => {
    for (const good of [true, false]) {
      await signOut(page)
      await signIn(page)
      await page.getByRole('button', { name: 'Use a recovery code' }).click()
      await page.getByLabel('Recovery code').fill(codes[0]!.toLowerCase())
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      if (good) await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
      else await expect(page.getByText('This code is not good.')).toBeVisible()
      if (!good) {
        await page.getByLabel('Recovery code').fill(codes[1]!)
        await page.getByRole('button', { name: 'Sign in', exact: true }).click()
        await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
      }
    }
  })

  await test.step('adds a passkey, and signs in with it alone', async () => {
    await page.goto(new URL('/me', address).href)
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await page.getByLabel('Its name').fill('blue key')
    await page.getByRole('button', { name: 'Make the passkey' }).click()
    await expect(page.getByText('blue key')).toBeVisible()
    await signOut(page)
    await page.goto(address)
    await page.getByRole('button', { name: 'Use a passkey' }).click()
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
  })

  await test.step('locks the workstation with a key and unlocks it with the password', async () => {
    await page.keyboard.press('q')
    const lock = page.getByRole('dialog', { name: 'Locked' })
    await expect(lock).toBeVisible()
    await page.reload()
    await expect(lock).toBeVisible()
    await lock.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await lock.getByRole('button', { name: 'Unlock' }).click()
    await expect(lock).toHaveCount(0)
  })

  await test.step('makes a key for a program, which reads with it, and ends it', async () => {
    await page.goto(new URL('/people', address).href)
    await page.getByRole('button', { name: 'Make a key' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('What the program is').fill('Data platform')
    await dialog.getByLabel('registers and ledger, no pictures').check()
    await dialog.getByLabel('Why').fill('open data')
    await dialog.getByRole('button', { name: 'Make it' }).click()
    const key = await page.locator('.personLink').innerText()
    await page.getByRole('button', { name: 'Close' }).last().click()
    const ask = () => fetch(new URL('/api/ledger', address), { headers: { Authorization: `Bearer ${key}` } })
    expect((await ask()).status).toBe(200)
    await page.getByRole('button', { name: 'End: Data platform' }).click()
    await page.getByRole('dialog').getByLabel('Why').fill('it was a trial')
    await page.getByRole('dialog').getByRole('button', { name: 'End', exact: true }).click()
    await expect(page.locator('.programRow')).toContainText('ended')
    expect((await ask()).status).toBe(401)
  })

  await test.step('lets a maintainer in for an hour, who reaches the health of the system alone, ends it and reads the protocol', async () => {
    const part = page.getByRole('region', { name: 'Maintenance from outside' })
    await part.getByRole('button', { name: 'Open a visit' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Organisation').fill('Camera Works')
    await dialog.getByLabel('Name of whoever comes').fill('J. Maintainer')
    await dialog.getByLabel('Contract or ticket').fill('ticket 115')
    await dialog.getByRole('button', { name: 'Open it' }).click()
    const visit = await page.locator('.personLink').innerText()
    await page.getByRole('button', { name: 'Close' }).last().click()

    const outside = await page.context().browser()!.newContext()
    const guest = await outside.newPage()
    await guest.addInitScript(() => localStorage.setItem('vigie.language', 'en'))
    await guest.goto(visit)
    await expect(guest).toHaveURL(/\/health$/)
    await expect(guest.getByRole('heading', { name: 'Health' })).toBeVisible()
    await expect(guest.getByRole('navigation', { name: 'Main' }).getByRole('link')).toHaveText(['Health', 'Cameras'])
    await guest.goto(new URL('/people', address).href)
    await expect(guest).toHaveURL(/\/health$/)
    await expect(guest.getByRole('heading', { name: 'Health' })).toBeVisible()

    const bar = page.getByRole('button', { name: /^Maintenance: J\. Maintainer, until/ })
    await expect(bar).toBeVisible()
    await bar.click()
    await page.getByRole('dialog', { name: /^Maintenance: J/ }).getByRole('button', { name: 'End the visit' }).click()
    const ending = page.getByRole('dialog', { name: 'End this visit' })
    await ending.getByLabel('Why').fill('it is mended')
    await ending.getByRole('button', { name: 'End the visit' }).click()
    await expect(bar).toHaveCount(0)
    await expect(guest.getByRole('heading', { name: 'Sign in' })).toBeVisible({ timeout: 15_000 })
    await outside.close()
    await part.getByRole('button', { name: 'Protocol: J. Maintainer' }).click()
    await expect(page.getByText('The record is the one whose hash the ledger holds.')).toBeVisible()
    await expect(page.locator('.visitSteps').first()).toContainText('GET /api/machine')
  })
})

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: NAME }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
}

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('Name').fill(NAME)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/// What an authenticator app shows now (RFC 6238), written apart from the server's.
function codeOf(secret: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)))
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const hash = createHmac('sha1', key).update(step).digest()
  const from = hash[19]! & 15
  return String((hash.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
