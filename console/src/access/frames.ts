export interface Rectangle {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/// What was drawn from one corner to another, inside the picture; nothing where it is too small to be meant.
export function rectangle(a: readonly [number, number], b: readonly [number, number]): Rectangle | undefined {
  const within = (n: number) => Math.min(1, Math.max(0, n))
  const [left, right] = [within(Math.min(a[0], b[0])), within(Math.max(a[0], b[0]))]
  const [top, bottom] = [within(Math.min(a[1], b[1])), within(Math.max(a[1], b[1]))]
  const drawn = { left, top, width: right - left, height: bottom - top }
  return drawn.width < 0.01 || drawn.height < 0.01 ? undefined : drawn
}
