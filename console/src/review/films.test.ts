import { describe, expect, it } from 'vitest'
import type { Film, Result } from '../api/client.ts'
import { Films, type Wanted } from './films.ts'

const blob = new Blob(['film'])
const DAY = { from: 0, to: 10_000_000 }

/// Films of a camera whose server answers when the test says so.
function camera() {
  const asked: { wanted: Wanted; answer: (result: Result<Film>) => void; signal: AbortSignal }[] = []
  const films = new Films(
    (wanted, signal) => new Promise((answer) => asked.push({ wanted, answer, signal })),
    () => undefined,
  )
  const give = async (start: number, end: number) => {
    asked.at(-1)!.answer({ kind: 'done', value: { blob, start, end } })
    await Promise.resolve()
    await Promise.resolve()
  }
  return { films, asked, give }
}

describe('films of a camera', () => {
  it('are asked for once, in stretches, and the next one before it is needed', async () => {
    const { films, asked, give } = camera()
    expect(films.want(100_000, false, 1, DAY, undefined)).toBe('waiting')
    expect(films.want(100_000, false, 1, DAY, undefined)).toBe('waiting')
    expect(asked.map(({ wanted }) => [wanted.from, wanted.to])).toEqual([[100_000, 130_000]])
    await give(99_600, 129_960)
    expect(films.want(100_000, false, 1, DAY, undefined)).toBe('ready')
    expect(films.want(119_000, false, 1, DAY, undefined)).toBe('ready')
    expect(asked).toHaveLength(1)
    expect(films.want(121_000, false, 1, DAY, undefined)).toBe('ready')
    expect(asked[1]!.wanted.from).toBe(130_000)
    await give(129_960, 160_000)
    expect(films.want(130_000, false, 1, DAY, undefined)).toBe('ready')
    expect(films.want(100_000, false, 1, DAY, undefined)).toBe('ready')
    expect(asked).toHaveLength(2)
  })

  it('lead up to a moment when played back', async () => {
    const { films, asked, give } = camera()
    films.want(100_000, true, 1, { from: 80_000, to: 200_000 }, undefined)
    expect([asked[0]!.wanted.from, asked[0]!.wanted.to]).toEqual([80_000, 100_001])
    await give(79_000, 99_990)
    expect(films.want(100_000, true, 1, { from: 80_000, to: 200_000 }, undefined)).toBe('ready')
    expect(films.want(81_000, true, 1, { from: 80_000, to: 200_000 }, undefined)).toBe('ready')
    expect(asked).toHaveLength(1)
  })

  it('are of key pictures at high speed, and whole again at normal speed', async () => {
    const { films, asked, give } = camera()
    films.want(100_000, false, 16, DAY, undefined)
    expect(asked[0]!.wanted).toMatchObject({ sparse: true, from: 100_000, to: 220_000 })
    await give(99_000, 220_000)
    expect(films.want(100_000, false, 16, DAY, undefined)).toBe('ready')
    expect(films.want(100_000, false, 1, DAY, undefined)).toBe('waiting')
    expect(asked.at(-1)!.wanted.sparse).toBe(false)
  })

  it('say why there is nothing, and do not ask again unless told to', async () => {
    const { films, asked } = camera()
    films.want(100_000, false, 1, DAY, undefined)
    asked[0]!.answer({ kind: 'unreachable' })
    await Promise.resolve()
    await Promise.resolve()
    expect(films.want(100_000, false, 1, DAY, undefined)).toBe('none')
    expect(films.problem).toEqual({ problem: undefined })
    expect(asked).toHaveLength(1)
    films.again()
    expect(films.want(100_000, false, 1, DAY, undefined)).toBe('waiting')
  })

  it('that are clear go with their lift', async () => {
    const { films, give, asked } = camera()
    films.want(100_000, false, 1, DAY, 'lift-1')
    expect(asked[0]!.wanted.lift).toBe('lift-1')
    await give(100_000, 130_000)
    expect(films.want(100_000, false, 1, DAY, 'lift-1')).toBe('ready')
    films.endLifts(['lift-1'])
    expect(films.shown?.lift).toBe('lift-1')
    films.endLifts([])
    expect(films.shown).toBeUndefined()
    expect(films.want(100_000, false, 1, DAY, undefined)).toBe('waiting')
  })

  it('leave off what is on its way when everything is let go', () => {
    const { films, asked } = camera()
    films.want(100_000, false, 1, DAY, undefined)
    films.clear()
    expect(asked[0]!.signal.aborted).toBe(true)
    expect(films.shown).toBeUndefined()
  })
})
