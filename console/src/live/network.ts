/// How far the server is: half of what a short question and its answer take. Shared by all players of the page.

const EVERY_MS = 5_000
const KEPT = 5

let asked = -Infinity
let halves: number[] = []

/// The least of the last few: the others waited for something else too. 0 until the first answer.
export function networkMs(): number {
  return halves.length > 0 ? Math.min(...halves) : 0
}

/// Asks again, now and then, as long as somebody wants to know.
export function askNetwork(): void {
  const began = performance.now()
  if (began - asked < EVERY_MS) return
  asked = began
  fetch('/api/health', { cache: 'no-store' }).then(
    () => {
      halves = [...halves, (performance.now() - began) / 2].slice(-KEPT)
    },
    () => undefined,
  )
}
