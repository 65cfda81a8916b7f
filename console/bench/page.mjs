// What the benches' scripts share: Debian's Chromium, and a way into a town.
import { chromium } from '@playwright/test'

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--autoplay-policy=no-user-gesture-required'],
  })

export const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`)

/// Spends a one-time link: that of a demo's operator, or that of the first administrator, who in a bench's town may do everything.
export async function signIn(page, url, token) {
  await page.goto(url)
  const status = await page.evaluate(async (token) => {
    await fetch('/api/welcome')
    const csrf = decodeURIComponent(/XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1] ?? '')
    const spend = (body) =>
      fetch('/api/links/spend', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-XSRF-TOKEN': csrf },
        body: JSON.stringify(body),
      })
    const answer = await spend({ token })
    return answer.ok ? answer.status : (await spend({ token, name: 'Operator', password: 'a bench measures this town' })).status
  }, token)
  if (status !== 200) throw new Error(`signing in was answered with ${status}`)
}
