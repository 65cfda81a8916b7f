import { expect, it } from 'vitest'
import { AGAIN_MS, Helm, ofJoystick, ofKeys, ofPad, STILL, type Course } from './helm.ts'

function helm() {
  const orders: (Course | 'stop')[] = []
  let answer: () => void = () => undefined
  const made = new Helm((order) => {
    orders.push(order)
    return new Promise<void>((resolve) => (answer = resolve))
  })
  return { made, orders, answered: async () => { answer(); await Promise.resolve(); await Promise.resolve() } }
}

const right: Course = { pan: 1, tilt: 0, zoom: 0 }

it('renews an order while a hand stays, and stops when it lets go', async () => {
  const { made, orders, answered } = helm()
  made.tick(0)
  expect(orders).toEqual([])
  made.set('keys', right)
  made.tick(10)
  made.tick(20)
  expect(orders, 'one at a time').toEqual([right])
  await answered()
  made.tick(100)
  expect(orders).toHaveLength(1)
  made.tick(10 + AGAIN_MS)
  expect(orders).toEqual([right, right])
  await answered()
  made.set('keys', STILL)
  made.tick(1000)
  expect(orders.at(-1)).toBe('stop')
  await answered()
  made.tick(5000)
  expect(orders).toHaveLength(3)
})

it('stops when a joystick is unplugged in the middle of a movement', async () => {
  const { made, orders, answered } = helm()
  made.set('joystick', right)
  made.tick(0)
  await answered()
  made.set('joystick', STILL)
  made.tick(100)
  expect(orders).toEqual([right, 'stop'])
})

it('does not forget to stop because the camera is slow to answer', async () => {
  const { made, orders, answered } = helm()
  made.set('pad', right)
  made.tick(0)
  made.release()
  made.tick(100)
  expect(orders).toEqual([right])
  await answered()
  made.tick(200)
  expect(orders).toEqual([right, 'stop'])
})

it('follows a hand that changes its mind, not one that trembles', async () => {
  const { made, orders, answered } = helm()
  made.set('pad', { pan: 0.5, tilt: 0, zoom: 0 })
  made.tick(0)
  await answered()
  made.set('pad', { pan: 0.53, tilt: 0, zoom: 0 })
  made.tick(100)
  expect(orders).toHaveLength(1)
  made.set('pad', { pan: -0.5, tilt: 0, zoom: 0 })
  made.tick(200)
  expect(orders.at(-1)).toEqual({ pan: -0.5, tilt: 0, zoom: 0 })
})

it('gives way to another order, after the one under way, and sends no stop behind it', async () => {
  const { made, orders, answered } = helm()
  made.set('keys', right)
  made.tick(0)
  let gone = false
  const yielding = made.yield().then(() => (gone = true))
  await Promise.resolve()
  expect(gone, 'the camera has not answered yet').toBe(false)
  await answered()
  await yielding
  made.tick(200)
  expect(orders).toEqual([right])
})

it('reads a joystick from its dead middle on', () => {
  const buttons = Array.from({ length: 8 }, () => ({ value: 0 }))
  expect(ofJoystick({ axes: [0.1, -0.1], buttons })).toEqual(STILL)
  expect(ofJoystick({ axes: [1, 1, 0, 0], buttons })).toEqual({ pan: 1, tilt: -1, zoom: 0 })
  expect(ofJoystick({ axes: [], buttons: [] })).toEqual(STILL)
  buttons[7] = { value: 1 }
  expect(ofJoystick({ axes: [0, 0], buttons }).zoom).toBe(1)
})

it('reads the pad and the keys', () => {
  expect(ofPad(0.05, 0.05)).toEqual({ pan: 0, tilt: 0 })
  expect(ofPad(0, -0.5)).toEqual({ pan: 0, tilt: 0.5 })
  const rim = ofPad(3, 4)
  expect(Math.hypot(rim.pan, rim.tilt)).toBeCloseTo(1)
  expect(ofKeys(new Set(['ArrowLeft', 'ArrowUp', '-']), false)).toEqual({ pan: -1, tilt: 1, zoom: -1 })
  expect(ofKeys(new Set(['ArrowLeft', 'ArrowRight']), false)).toEqual(STILL)
  expect(ofKeys(new Set(['ArrowRight']), true).pan).toBeCloseTo(1 / 3)
})
