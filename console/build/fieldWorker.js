// The service worker of the field page. It keeps the page itself, its code, style and type, so that it opens without a
// network. What the server tells is never among it: nothing under /api, no picture, no position, no alert.
const SHELL = __SHELL__
const KEPT = 'vigie-field-__VERSION__'
const PAGE = '/field'
// A weak network is waited for so long; then the page that is kept opens, and asks by itself.
const PATIENCE_MS = 3000

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(KEPT)
      .then((kept) => kept.addAll([PAGE, ...SHELL]))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith('vigie-field-') && name !== KEPT).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  )
})

self.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request
  const { origin, pathname } = new URL(url)
  if (method !== 'GET' || origin !== self.location.origin) return
  if (mode === 'navigate' && pathname === PAGE) event.respondWith(page(event.request))
  else if (SHELL.includes(pathname)) event.respondWith(kept(pathname).then((found) => found ?? fetch(event.request)))
})

async function kept(path) {
  return (await caches.open(KEPT)).match(path)
}

async function page(request) {
  const found = await kept(PAGE)
  if (!found) return fetch(request)
  const late = new Promise((resolve) => setTimeout(() => resolve(found), PATIENCE_MS))
  return Promise.race([fetch(request).catch(() => found), late])
}
