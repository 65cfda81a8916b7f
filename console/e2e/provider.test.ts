import { spawn, type ChildProcess } from 'node:child_process'
import { createServer, type RequestListener, type Server } from 'node:http'
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import Provider from 'oidc-provider'
import { stop, until, vigie } from './demo.ts'

/// Somebody of the town's directory, which is a certified OpenID provider: in with the roles of the claims, locked and back, out.

const SECRET = 'a secret & its signs'

let folder: string
let program: ChildProcess
let said = ''
let address: string
let server: Server
let answer: RequestListener | undefined

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  test.setTimeout(300_000)
  // The town needs the provider's address, and the provider the town's: its socket comes first.
  server = createServer((request, response) => {
    if (answer) answer(request, response)
    else response.writeHead(503).end()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  folder = await mkdtemp(join(tmpdir(), 'vigie-e2e-provider-'))
  await mkdir(join(folder, 'acts'))
  await writeFile(join(folder, 'oidc.secret'), `${SECRET}\n`, { mode: 0o600 })
  const config = join(folder, 'vigie.yaml')
  await writeFile(
    config,
    `town: Saint-Exemple
profile: private-site
listen: 127.0.0.1:0
sight: {eyes: 0}
sign_in:
  second_factor: offered
  oidc:
    issuer: ${issuer}
    client_id: vigie
    secret_file: oidc.secret
    label: {fr: la mairie, en: the town hall}
    roles_claim: realm.roles
    roles:
      - {value: vigie-inspectors, role: inspector}
      - {value: vigie-supervisors, role: supervisor}
cameras: []
`,
  )
  program = spawn(vigie, ['serve', '--config', config], { stdio: ['ignore', 'pipe', 'pipe'] })
  const hear = (chunk: Buffer) => {
    process.stdout.write(chunk)
    said += chunk.toString()
  }
  program.stdout?.on('data', hear)
  program.stderr?.on('data', hear)
  const url = await until(240_000, 'the server to say where it is', async () => {
    if (program.exitCode !== null) throw new Error(`./vigie serve ended with ${program.exitCode}`)
    return (JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')) as { url?: string }).url
  })
  // Cookies know no port: the two are at different names.
  address = url.replace('127.0.0.1', 'localhost')
  answer = directory(issuer)
})
test.afterAll(async () => {
  await stop(program, folder)
  server?.close()
  expect(said).not.toMatch(/SEVERE|Exception/)
})

/// Whoever types a name is that person; `eve` has no group that the town knows.
function directory(issuer: string): RequestListener {
  return new Provider(issuer, {
    clients: [{ client_id: 'vigie', client_secret: SECRET, redirect_uris: [new URL('/sign-in/return', address).href] }],
    cookies: { keys: ['only for this test'] },
    claims: { openid: ['sub'], profile: ['name', 'realm'] },
    // In the token, as directories of towns have it.
    conformIdTokenClaims: false,
    findAccount: (_: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, name: `Name of ${id}`, realm: { roles: id === 'eve' ? ['gardeners'] : ['vigie-inspectors', 'vigie-supervisors'] } }),
    }),
  }).callback()
}

test('somebody of the directory signs in with the roles of the claims, locks, unlocks there, and signs out', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('vigie.language', 'en'))

  await test.step('whoever has no group that the town names is told so', async () => {
    await page.goto(address)
    await page.getByRole('button', { name: 'Sign in with the town hall' }).click()
    await signInThere(page, 'eve')
    await expect(page.getByText('The directory knows you, and gives you no role here.')).toBeVisible()
    await page.getByRole('link', { name: 'Go to sign-in' }).click()
  })

  await test.step('signs in', async () => {
    await page.getByRole('button', { name: 'Sign in with the town hall' }).click()
    await signInThere(page, 'ana')
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
    expect(page.url()).toBe(new URL('/wall', address).href)
    const me = (await (await page.request.get(new URL('/api/me', address).href)).json()) as { name: string; roles: string[]; way: string }
    expect(me).toMatchObject({ name: 'Name of ana', roles: ['SUPERVISOR', 'INSPECTOR'], way: 'PROVIDER' })
  })

  await test.step('locks the workstation, and unlocks it at the directory', async () => {
    await page.keyboard.press('q')
    const lock = page.getByRole('dialog', { name: 'Locked' })
    await expect(lock).toBeVisible()
    await lock.getByRole('button', { name: 'Sign in with the town hall' }).click()
    // Nobody comes back because they are still signed in there.
    await signInThere(page, 'ana', false)
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
    await expect(lock).toHaveCount(0)
  })

  await test.step('finds it all in the ledger', async () => {
    const entries = (await (await page.request.get(new URL('/api/ledger', address).href)).json()) as { entries: { kind: string; facts: Record<string, unknown> }[] }
    const facts = (kind: string) => entries.entries.find((entry) => entry.kind === kind)?.facts
    expect(facts('session.started')).toMatchObject({ by: 'provider' })
    expect(facts('session.unlocked')).toMatchObject({ by: 'provider' })
    expect(JSON.stringify(entries)).not.toContain('Name of')
    await page.goto(new URL('/registers', address).href)
    await expect(page.getByText('The town’s directory').first()).toBeVisible()
  })

  await test.step('has no password to change, and signs out', async () => {
    await page.goto(new URL('/me', address).href)
    await expect(page.getByText('You sign in through your town’s directory')).toBeVisible()
    await page.getByRole('button', { name: 'Name of ana' }).click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect(page.getByRole('button', { name: 'Sign in with the town hall' })).toBeVisible()
  })

  await test.step('while the directory is away, the sign-in page says why and goes on', async () => {
    // What was learnt of it is kept for an hour: only a token is asked for anew.
    await page.getByRole('button', { name: 'Sign in with the town hall' }).click()
    await page.getByPlaceholder('Enter any login').waitFor()
    const there = answer
    answer = (request, response) => (request.url?.startsWith('/token') ? response.writeHead(503).end() : there?.(request, response))
    await signInThere(page, 'ana', false)
    await expect(page.getByText('it answered 503')).toBeVisible()
    await page.getByRole('link', { name: 'Go to sign-in' }).click()
    await expect(page.getByLabel('Name')).toBeVisible()
  })
})

/// On the provider's own pages: who one is, and at the first time that this town may know.
async function signInThere(page: Page, name: string, first = true): Promise<void> {
  await page.getByPlaceholder('Enter any login').fill(name)
  await page.getByPlaceholder('and password').fill('whatever')
  await page.getByRole('button', { name: 'Sign-in' }).click()
  if (first) await page.getByRole('button', { name: 'Continue' }).click()
}
