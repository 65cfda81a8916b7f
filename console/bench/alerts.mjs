// The browser of `./vigie bench alert`: signs in to a running town, shows its wall with the desk, and says when each new card was drawn.
// node bench/alerts.mjs ORDER
//
// ORDER is a JSON text: {url, token}. Prints {"stage": "watching"}, then {"stage": "card", alert, camera, event, zone, at, here} for each
// card: `at` the time of the deciding picture as the alert bears it, `here` when the browser had drawn the card. Dismisses each alert, so
// that the next of its rule is a new card. Ends when its standard input does, or when it is ended.
import { launch, say, signIn } from './page.mjs'

const order = JSON.parse(process.argv[2])
const browser = await launch()
process.stdin.resume().on('end', () => browser.close())

const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'en-GB' })
await context.addInitScript(() => {
  localStorage.setItem('vigie.language', 'en')
  localStorage.setItem('vigie.wall.1', JSON.stringify({ source: { kind: 'all' }, shape: 'FOUR', page: 0, follows: false }))
})
const page = await context.newPage()
page.on('pageerror', (error) => console.error(`the page: ${error.message}`))
await signIn(page, order.url, order.token)
await page.exposeBinding('vigieCard', (_, card) => say({ stage: 'card', ...card }))
await page.goto(new URL('/wall', order.url).href)
await page.waitForSelector('[data-live="playing"]', { timeout: 120_000 })
await page.evaluate(watch)
say({ stage: 'watching' })

/// Runs in the page.
function watch() {
  const seen = new Set()
  const look = (known) => {
    for (const card of document.querySelectorAll('.card[data-alert]')) {
      const { alert } = card.dataset
      if (seen.has(alert)) continue
      seen.add(alert)
      // After the next drawing: a script's frame comes before it, a message sent there after it.
      if (!known) requestAnimationFrame(() => afterDrawing(() => tell(alert, new Date().toISOString())))
    }
  }
  const afterDrawing = (then) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = then
    port2.postMessage(0)
  }
  const tell = async (alert, here) => {
    const { camera, event, zone, at } = await (await fetch(`/api/alerts/${alert}`)).json()
    await window.vigieCard({ alert, camera, event, zone: zone ?? '', at, here })
    const csrf = decodeURIComponent(/XSRF-TOKEN=([^;]*)/.exec(document.cookie)[1])
    const answer = await fetch(`/api/alerts/${alert}/dismiss`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-XSRF-TOKEN': csrf },
      body: JSON.stringify({ reason: 'DRILL' }),
    })
    if (!answer.ok) throw new Error(`dismissing was answered with ${answer.status}`)
  }
  look(true)
  new MutationObserver(() => look(false)).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-alert'] })
}
