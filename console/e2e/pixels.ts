import type { Page } from '@playwright/test'
import type { Actor, CameraTruth, Truth } from './demo.ts'

/// Brightness of one picture as the page shows it.
export interface Grey {
  readonly width: number
  readonly height: number
  /// 0 to 255, row by row.
  readonly luma: Uint8Array
  /// When it was read, in ms of the wall clock.
  readonly at: number
}

/// Masks cover the picture with so many blocks.
const COLUMNS = 40

/// Reads what a camera's live picture shows now, masked.
export function look(page: Page, camera: string): Promise<Grey | undefined> {
  return grey(page, `[data-camera="${camera}"] [data-live="playing"] > *`)
}

/// The same of any video element, or of a canvas that shows pictures.
export async function grey(page: Page, selector: string): Promise<Grey | undefined> {
  const seen = await page.evaluate((where) => {
    const shown = document.querySelector<HTMLVideoElement | HTMLCanvasElement>(where)
    if (!shown) return undefined
    const canvas = document.createElement('canvas')
    if (shown instanceof HTMLVideoElement) {
      if (shown.readyState < 2 || shown.videoWidth === 0) return undefined
      canvas.width = shown.videoWidth
      canvas.height = shown.videoHeight
    } else {
      canvas.width = shown.width
      canvas.height = shown.height
    }
    const context = canvas.getContext('2d', { willReadFrequently: true })!
    context.drawImage(shown, 0, 0)
    const at = Date.now()
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
    let text = ''
    for (let i = 0; i < data.length; i += 4) {
      text += String.fromCharCode(Math.round(0.299 * data[i]! + 0.587 * data[i + 1]! + 0.114 * data[i + 2]!))
    }
    return { width: canvas.width, height: canvas.height, text: btoa(text), at }
  }, selector)
  return seen && { width: seen.width, height: seen.height, at: seen.at, luma: Uint8Array.from(Buffer.from(seen.text, 'base64')) }
}

/// The share of pixels that differ visibly between two pictures of one size.
export function changed(a: Grey, b: Grey): number {
  if (a.luma.length !== b.luma.length) return 1
  let count = 0
  for (let i = 0; i < a.luma.length; i++) if (Math.abs(a.luma[i]! - b.luma[i]!) > 12) count++
  return count / a.luma.length
}

/// How far apart the darkest and the brightest pixel of each mask block are, its rim left out: a masked
/// block is one flat colour, but for what the video coder adds.
export function ranges(grey: Grey): { columns: number; rows: number; range: Uint8Array } {
  const rows = Math.round((COLUMNS * grey.height) / grey.width)
  const range = new Uint8Array(COLUMNS * rows)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      const left = edge(column, COLUMNS, grey.width) + 3
      const right = edge(column + 1, COLUMNS, grey.width) - 3
      const top = edge(row, rows, grey.height) + 3
      const bottom = edge(row + 1, rows, grey.height) - 3
      let low = 255
      let high = 0
      for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) {
          const value = grey.luma[y * grey.width + x]!
          low = Math.min(low, value)
          high = Math.max(high, value)
        }
      }
      range[row * COLUMNS + column] = Math.max(0, high - low)
    }
  }
  return { columns: COLUMNS, rows, range }
}

const edge = (block: number, blocks: number, pixels: number) => (block === blocks ? pixels : Math.floor((block * pixels) / blocks) & ~1)

/// A loaded machine may show pictures this late.
const LONGEST_DELAY_S = 3
/// Masks are made from motion: who has not moved for longer than this may be shown (design/masking.md).
const MOVED_WITHIN_S = 8
const MOVED = 0.01

/// More than this inside a block is detail that a mask would have taken away.
const FLAT = 24

export interface Verdict {
  /// Blocks inside people and vehicles, and how many of them show detail.
  readonly covered: number
  readonly showing: number
  /// Whose they are, for people who read a failure.
  readonly whose: readonly string[]
  /// The display delay that explains the pictures best, in seconds.
  readonly delay: number
}

/// Judges pictures of one camera against the truth of its scene.
///
/// The loop began with the epoch, so the truth says who is where at any time; how long ago the shown
/// picture was taken is not known, so the delay, one for all pictures, that explains them best is taken.
export function judge(pictures: readonly Grey[], truth: Truth, camera: CameraTruth): Verdict {
  const measured = pictures.map((grey) => ({ at: grey.at, ...ranges(grey) }))
  let best: Verdict = { covered: 0, showing: Number.POSITIVE_INFINITY, whose: [], delay: 0 }
  for (let step = 0; step <= LONGEST_DELAY_S * truth.rate; step++) {
    const delay = step / truth.rate
    let covered = 0
    const whose: string[] = []
    for (const { at, columns, rows, range } of measured) {
      for (const actor of actorsAt(truth, camera, (at - Date.parse(truth.epoch)) / 1000 - delay)) {
        for (const block of blocksInside(actor, columns, rows)) {
          covered++
          if (range[block]! > FLAT) whose.push(`${actor.id} at ${new Date(at - delay * 1000).toISOString().slice(14, 22)}: ${range[block]}`)
        }
      }
    }
    if (covered > 0 && whose.length / covered < best.showing / Math.max(1, best.covered)) {
      best = { covered, showing: whose.length, whose, delay }
    }
  }
  return best
}

/// The share of blocks that show detail anywhere in a picture: none while it is masked whole.
export function detail(grey: Grey): number {
  const { range } = ranges(grey)
  return range.filter((value) => value > FLAT).length / range.length
}

/// Who is in the picture and has moved of late.
function actorsAt(truth: Truth, camera: CameraTruth, second: number): readonly Actor[] {
  const inLoop = (((second + camera.phase_s) % truth.loop_s) + truth.loop_s) % truth.loop_s
  const index = Math.min(camera.pictures.length - 1, Math.floor(inLoop * truth.rate))
  const past = camera.pictures.slice(Math.max(0, index - MOVED_WITHIN_S * truth.rate), index)
  return (camera.pictures[index]?.actors ?? []).filter((actor) =>
    past.some(({ actors }) => actors.some((before) => before.id === actor.id && distance(before, actor) > MOVED)),
  )
}

function distance({ box: a }: Actor, { box: b }: Actor): number {
  return Math.hypot(a[0] + a[2] / 2 - b[0] - b[2] / 2, a[1] + a[3] - b[1] - b[3])
}

/// Blocks that lie wholly in the middle of a box: at its rim the background shows.
function blocksInside({ box: [left, top, width, height] }: Actor, columns: number, rows: number): number[] {
  const inside: number[] = []
  const from = left + width * 0.2
  const to = left + width * 0.8
  const high = top + height * 0.1
  const low = top + height * 0.9
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const x = (column + 0.5) / columns
      const y = (row + 0.5) / rows
      if (x > from && x < to && y > high && y < low) inside.push(row * columns + column)
    }
  }
  return inside
}
