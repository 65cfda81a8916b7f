// The browser of `./vigie bench live`: signs in to a running town whose cameras carry a time code, shows them on the wall, reads the
// code back from the pixels of each picture as it is shown, and says how old it was. node bench/live.mjs ORDER
// VIGIE_BENCH_TRACE=FILE keeps the browser's trace; VIGIE_BENCH_PLAYED=1 takes the browser's decoder away, as for a page without TLS.
//
// ORDER is a JSON text: {url, token, seconds, tiles, cameras: {ID: {masked: CODE, clear: CODE}}} where a CODE is {rate, loop, zero_ms}:
// pictures a second, pictures in the loop, and a moment at which its picture 0 was sent, in ms since 1970. Prints a line of JSON for
// each stage: {"stage": "painted", ...}, {"stage": "watching"}, then {"stage": "masked", ...}, then {"stage": "clear", ...}.
import { writeFileSync } from 'node:fs'
import { launch, say, signIn } from './page.mjs'

const order = JSON.parse(process.argv[2])
const PATIENCE = { timeout: 120_000 }

const browser = await launch()
try {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'en-GB' })
  await context.addInitScript((shape) => {
    localStorage.setItem('vigie.language', 'en')
    localStorage.setItem('vigie.wall.1', JSON.stringify({ source: { kind: 'all' }, shape, page: 0, follows: false }))
  }, order.tiles > 9 ? 'SIXTEEN' : order.tiles > 4 ? 'NINE' : 'FOUR')
  if (process.env.VIGIE_BENCH_PLAYED) await context.addInitScript(() => delete globalThis.VideoDecoder)
  const page = await context.newPage()
  await signIn(page, order.url, order.token)

  await page.goto(new URL('/wall', order.url).href)
  await page.waitForFunction((tiles) => document.querySelectorAll('[data-live="playing"]').length >= tiles, order.tiles, PATIENCE)
  // Steering settles, and the server's compiler has seen the work.
  await page.waitForTimeout(10_000)
  say({ stage: 'painted', ...(await painted(page, Math.min(order.seconds, 10))) })
  await page.evaluate(reader, order.cameras)
  await page.waitForTimeout(2_000)
  say({ stage: 'watching' })
  await page.evaluate(() => window.vigieRead.begin())
  await page.waitForTimeout(order.seconds * 1000)
  say({ stage: 'masked', ...(await page.evaluate(() => window.vigieRead.end('masked'))) })

  const first = Object.keys(order.cameras)[0]
  await page.locator(`.tile[data-camera="${first}"]`).click()
  await page.keyboard.press('l')
  await page.keyboard.press('1')
  await page.waitForSelector(`.tile[data-camera="${first}"] [data-clear="playing"]`, PATIENCE)
  await page.evaluate(() => window.vigieRead.begin())
  await page.waitForTimeout(order.seconds * 1000)
  say({ stage: 'clear', ...(await page.evaluate(() => window.vigieRead.end('clear'))) })
} finally {
  await browser.close()
}

/// How often the page is drawn, as the browser's own tracing tells it: before anything reads its pictures, as reading takes the browser
/// more than showing. `drawn` are the compositor's frames that reached the screen, `asked` those of a script that asks for each.
async function painted(page, seconds) {
  const devtools = await page.context().newCDPSession(page)
  const events = []
  devtools.on('Tracing.dataCollected', ({ value }) => events.push(...value))
  await devtools.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['benchmark', 'viz'] } })
  const { frames, ms } = await page.evaluate(
    (seconds) =>
      new Promise((done) => {
        const began = performance.now()
        let frames = 0
        // Something that moves with each frame: where a page changes nothing itself, the browser ticks at half its rate.
        const moving = document.body.appendChild(document.createElement('div'))
        moving.style.cssText = 'position:fixed;left:0;top:0;width:8px;height:8px;background:#888;will-change:transform'
        const count = (now) => {
          if (now - began >= seconds * 1000) {
            moving.remove()
            return done({ frames, ms: now - began })
          }
          moving.style.transform = `translateX(${frames++ % 200}px)`
          requestAnimationFrame(count)
        }
        requestAnimationFrame(count)
      }),
    seconds,
  )
  const ended = new Promise((done) => devtools.once('Tracing.tracingComplete', done))
  await devtools.send('Tracing.end')
  await ended
  await devtools.detach()
  if (process.env.VIGIE_BENCH_TRACE) writeFileSync(process.env.VIGIE_BENCH_TRACE, JSON.stringify(events))
  const drawn = events.filter((event) => event.name === 'Display::FrameDisplayed').length
  return { asked: (frames * 1000) / ms, drawn: (drawn * 1000) / ms }
}

/// Runs in the page: reads each picture of each video as the browser presents it.
function reader(cameras) {
  const CELLS = 20
  const BITS = 12
  const canvas = document.createElement('canvas')
  canvas.width = CELLS
  canvas.height = 1
  const context = canvas.getContext('2d', { willReadFrequently: true })
  let ages
  let running = false

  /// The picture's number, or nothing where the code cannot be read.
  function number(shown, width) {
    const side = width / CELLS
    // The middle of each cell, drawn as one pixel.
    context.imageSmoothingEnabled = true
    for (let cell = 0; cell < BITS + 3; cell++) context.drawImage(shown, (cell + 0.3) * side, 0.3 * side, 0.4 * side, 0.4 * side, cell, 0, 1, 1)
    const { data } = context.getImageData(0, 0, CELLS, 1)
    const luma = (cell) => 0.299 * data[4 * cell] + 0.587 * data[4 * cell + 1] + 0.114 * data[4 * cell + 2]
    const [white, black] = [luma(0), luma(1)]
    if (white - black < 100) return undefined
    let gray = 0
    let ones = 0
    for (let bit = 0; bit <= BITS; bit++) {
      const level = (luma(2 + bit) - black) / (white - black)
      if (level > 0.3 && level < 0.7) return undefined
      const one = level >= 0.7 ? 1 : 0
      ones += one
      if (bit < BITS) gray = (gray << 1) | one
    }
    if (ones % 2 !== 0) return undefined
    let read = gray
    for (let shift = gray >> 1; shift > 0; shift >>= 1) read ^= shift
    return read
  }

  /// @param seen when it was on the screen, in ms since 1970
  function note(camera, kind, read, seen) {
    const code = cameras[camera][kind]
    if (read === undefined || read >= code.loop) {
      ages[kind].unread++
      return
    }
    const loopMs = (code.loop * 1000) / code.rate
    ages[kind].ms.push((((seen - code.zero_ms - (read * 1000) / code.rate) % loopMs) + loopMs) % loopMs)
  }

  const kindOf = (element) => (element.closest('[data-clear]') ? 'clear' : 'masked')
  const cameraOf = (element) => {
    const camera = element.closest('.tile[data-camera]')?.dataset.camera
    return cameras[camera] && camera
  }

  // Where pictures are drawn: read as each is, and seen when the page's next frame begins.
  const drawImage = CanvasRenderingContext2D.prototype.drawImage
  CanvasRenderingContext2D.prototype.drawImage = function (image, ...where) {
    drawImage.call(this, image, ...where)
    const camera = running && globalThis.VideoFrame && image instanceof VideoFrame && cameraOf(this.canvas)
    if (!camera) return
    const [kind, read] = [kindOf(this.canvas), number(this.canvas, this.canvas.width)]
    requestAnimationFrame((now) => running && note(camera, kind, read, performance.timeOrigin + now))
  }

  // Where they are played.
  function follow(video, camera, kind) {
    const onFrame = (now, about) => {
      video.requestVideoFrameCallback(onFrame)
      if (running) note(camera, kind, number(video, video.videoWidth), performance.timeOrigin + Math.max(now, about.expectedDisplayTime))
    }
    video.requestVideoFrameCallback(onFrame)
  }
  const followed = new WeakSet()
  const look = () => {
    for (const video of document.querySelectorAll('.tile[data-camera] video')) {
      const camera = cameraOf(video)
      if (followed.has(video) || !camera) continue
      followed.add(video)
      follow(video, camera, kindOf(video))
    }
  }
  look()
  setInterval(look, 200)
  window.vigieRead = {
    begin() {
      ages = { masked: { ms: [], unread: 0 }, clear: { ms: [], unread: 0 } }
      running = true
    },
    end(kind) {
      running = false
      const { ms, unread } = ages[kind]
      const sorted = ms.toSorted((a, b) => a - b)
      const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null
      return {
        pictures: sorted.length,
        unread,
        ms_p50: at(0.5),
        ms_p95: at(0.95),
      }
    },
  }
}
