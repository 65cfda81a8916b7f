/// Where a hand wants a camera to turn: each from -1 (left, down, out) to 1.
export interface Course {
  readonly pan: number
  readonly tilt: number
  readonly zoom: number
}

export const STILL: Course = { pan: 0, tilt: 0, zoom: 0 }

/// What a hand is on: the keys, the pad on the screen, a joystick.
export type Hand = 'keys' | 'pad' | 'joystick'

/// A camera moves for 2 s of itself; it is told again before.
export const AGAIN_MS = 700

/// Less is a hand that trembles.
const DIFFERENCE = 0.08

/// Makes orders out of what hands do: one at a time, renewed while a hand stays, and a stop as soon as none is left. A hand that
/// vanishes, a joystick that is unplugged or a page that is left, is a hand that lets go.
///
/// Pure but for `give`; [tick] is called several times a second.
export class Helm {
  readonly #hands = new Map<Hand, Course>()
  readonly #give: (order: Course | 'stop') => Promise<void>
  #busy = false
  #under: Promise<void> = Promise.resolve()
  #last: Course = STILL
  #lastAt = -Infinity

  constructor(give: (order: Course | 'stop') => Promise<void>) {
    this.#give = give
  }

  /// A hand wants this now; `STILL` lets go.
  set(hand: Hand, course: Course): void {
    if (isStill(course)) this.#hands.delete(hand)
    else this.#hands.set(hand, course)
  }

  /// Every hand lets go.
  release(): void {
    this.#hands.clear()
  }

  /// Every hand lets go, and whoever waits for this gives the next order: what was under way is done, and no stop comes after.
  async yield(): Promise<void> {
    this.release()
    this.#last = STILL
    await this.#under
  }

  get moving(): boolean {
    return !isStill(this.#last)
  }

  /// @param now in ms, on any clock that never goes back
  tick(now: number): void {
    if (this.#busy) return
    const wanted = this.#hands.values().next().value ?? STILL
    if (isStill(wanted)) {
      if (this.moving) this.#order('stop', STILL, now)
    } else if (differ(wanted, this.#last) || now - this.#lastAt >= AGAIN_MS) {
      this.#order(wanted, wanted, now)
    }
  }

  #order(order: Course | 'stop', course: Course, now: number): void {
    this.#busy = true
    this.#last = course
    this.#lastAt = now
    this.#under = this.#give(order).finally(() => {
      this.#busy = false
    })
  }
}

const isStill = ({ pan, tilt, zoom }: Course) => pan === 0 && tilt === 0 && zoom === 0

const differ = (a: Course, b: Course) => Math.max(Math.abs(a.pan - b.pan), Math.abs(a.tilt - b.tilt), Math.abs(a.zoom - b.zoom)) > DIFFERENCE

/// A joystick's axes rest near zero, never at it.
const DEAD = 0.15

/// What a joystick wants: left and right, up and down, and its third axis or the two triggers for the zoom.
export function ofJoystick(pad: { readonly axes: readonly number[]; readonly buttons: readonly { readonly value: number }[] }): Course {
  const [x = 0, y = 0, , fourth = 0] = pad.axes
  const triggers = (pad.buttons[7]?.value ?? 0) - (pad.buttons[6]?.value ?? 0)
  return { pan: alive(x), tilt: alive(-y), zoom: triggers !== 0 ? alive(triggers) : alive(-fourth) }
}

/// From the dead middle on, so that a slow movement stays possible.
function alive(value: number): number {
  const size = Math.abs(value)
  return size < DEAD ? 0 : Math.sign(value) * Math.min(1, (size - DEAD) / (1 - DEAD))
}

/// What a finger on the round pad wants: the farther from its middle, the faster.
///
/// @param x from the middle, 1 at the rim, to the right
/// @param y the same, downwards
export function ofPad(x: number, y: number): Pick<Course, 'pan' | 'tilt'> {
  const far = Math.hypot(x, y)
  if (far < 0.12) return { pan: 0, tilt: 0 }
  const shrink = far > 1 ? 1 / far : 1
  return { pan: x * shrink, tilt: -y * shrink }
}

const ARROWS: Readonly<Record<string, Partial<Course>>> = {
  ArrowLeft: { pan: -1 },
  ArrowRight: { pan: 1 },
  ArrowUp: { tilt: 1 },
  ArrowDown: { tilt: -1 },
  '+': { zoom: 1 },
  '-': { zoom: -1 },
}

/// Whether a key moves the camera while it is held.
export const isCourse = (key: string): boolean => key in ARROWS

/// What the keys that are held want; with Shift at a third of the speed.
export function ofKeys(held: ReadonlySet<string>, slow: boolean): Course {
  const speed = slow ? 1 / 3 : 1
  let course = STILL
  for (const key of held) {
    const { pan = 0, tilt = 0, zoom = 0 } = ARROWS[key] ?? {}
    course = { pan: course.pan + pan * speed, tilt: course.tilt + tilt * speed, zoom: course.zoom + zoom * speed }
  }
  return course
}
