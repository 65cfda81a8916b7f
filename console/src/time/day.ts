/// A civil day as people name it; how long it lasts depends on the zone and the season.
export interface Day {
  readonly year: number
  /// 1 to 12.
  readonly month: number
  /// 1 to 31.
  readonly day: number
}

/// A stretch of time in ms, `to` excluded.
export interface Window {
  readonly from: number
  readonly to: number
}

const MINUTE = 60_000
export const HOUR = 60 * MINUTE

export const homeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/// The civil day that an instant falls on.
export function dayOf(at: number, zone: string): Day {
  const { year, month, day } = civil(at, zone)
  return { year, month, day }
}

/// When a civil day begins and ends: 23, 24 or 25 hours apart.
export function windowOf(day: Day, zone: string): Window {
  return { from: startOf(day, zone), to: startOf(plusDays(day, 1), zone) }
}

export function plusDays({ year, month, day }: Day, days: number): Day {
  const date = new Date(Date.UTC(year, month - 1, day + days))
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/// 2026-11-22, as date fields and addresses want it.
export function writeDay({ year, month, day }: Day): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

export function readDay(text: string): Day | undefined {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!found) return undefined
  const day = { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) }
  return writeDay(plusDays(day, 0)) === text ? day : undefined
}

/// The instant at which a civil day begins. Where midnight does not exist that day (a zone that changes
/// its clocks at midnight), the first instant after it.
function startOf(day: Day, zone: string): number {
  const asUtc = Date.UTC(day.year, day.month - 1, day.day)
  // Two guesses suffice: the offset at the guess may differ from the offset at midnight by one change.
  let guess = asUtc - offset(asUtc, zone)
  guess = asUtc - offset(guess, zone)
  while (compare(dayOf(guess, zone), day) < 0) guess += 30 * MINUTE
  while (compare(dayOf(guess - 30 * MINUTE, zone), day) >= 0) guess -= 30 * MINUTE
  return guess
}

/// An instant to the second in a zone, as fields of date and time want it: 2026-11-22T14:03:27.
export function writeMoment(at: number, zone: string): string {
  const two = (n: number) => String(n).padStart(2, '0')
  const { hour, minute, second, ...day } = civil(at, zone)
  return `${writeDay(day)}T${two(hour)}:${two(minute)}:${two(second)}`
}

/// The instant that such a text names; of an hour that comes twice, the first.
export function readMoment(text: string, zone: string): number | undefined {
  const found = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?/.exec(text)
  const day = found ? readDay(found[1]!) : undefined
  if (!found || !day) return undefined
  const asUtc = Date.UTC(day.year, day.month - 1, day.day, Number(found[2]), Number(found[3]), Number(found[4] ?? 0))
  return asUtc - offset(asUtc - offset(asUtc - 12 * HOUR, zone), zone)
}

/// How far a zone is ahead of UTC at an instant, in ms.
function offset(at: number, zone: string): number {
  const { year, month, day, hour, minute, second } = civil(at, zone)
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000
}

function compare(a: Day, b: Day): number {
  return a.year - b.year || a.month - b.month || a.day - b.day
}

const readers = new Map<string, Intl.DateTimeFormat>()

function civil(at: number, zone: string) {
  let reader = readers.get(zone)
  if (!reader) {
    reader = new Intl.DateTimeFormat('en-GB-u-ca-iso8601-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    readers.set(zone, reader)
  }
  const parts = new Map(reader.formatToParts(at).map((part) => [part.type, Number(part.value)]))
  const read = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  return {
    year: read('year'),
    month: read('month'),
    day: read('day'),
    hour: read('hour'),
    minute: read('minute'),
    second: read('second'),
  }
}
