import { dayOf, plusDays, readDay, readMoment, writeDay, type Day } from '../time/day.ts'

/// What somebody typed to get somewhere: a moment, and words for a camera or a page. Nothing else can be searched for (R47).
export interface Wanted {
  /// Lower case, without accents, in the order typed.
  readonly words: readonly string[]
  /// In ms; never in the future.
  readonly at: number | undefined
}

/// The words for today and yesterday, as `plain` leaves them.
export interface DayWords {
  readonly today: readonly string[]
  readonly yesterday: readonly string[]
}

const TIME = /^(\d{1,2})(?::|h)(\d{2})?(?::(\d{2}))?$/
const SHORT_DATE = /^(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?$/

/// Lower case and without accents, so that a hurried hand finds `Église` with `eglise`.
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/’/g, "'")
    .trim()
}

/// Reads what was typed: `quai 14:03`, `gare hier 22h15`, `22/11 9h`, `2026-11-22 14:03:27 quai`.
///
/// A time without a day is the last one that has passed; a day without a time its beginning. Of an hour that comes twice, the first.
export function read(typed: string, now: number, zone: string, days: DayWords): Wanted {
  const words: string[] = []
  let time: string | undefined
  let day: Day | undefined
  const today = dayOf(now, zone)
  for (const word of plain(typed).split(/\s+/).filter(Boolean)) {
    const clock = timeOf(word)
    const date = dateOf(word, today, days)
    if (clock && !time) time = clock
    else if (date && !day) day = date
    else words.push(word)
  }
  return { words, at: momentOf(day, time, now, today, zone) }
}

/// 14:03, 14:03:27, 14h03 and 14h; as HH:MM:SS.
function timeOf(word: string): string | undefined {
  const found = TIME.exec(word)
  if (!found || (word.includes(':') && found[2] === undefined)) return undefined
  const [hour, minute, second] = [Number(found[1]), Number(found[2] ?? 0), Number(found[3] ?? 0)]
  if (hour > 23 || minute > 59 || second > 59) return undefined
  return [hour, minute, second].map((n) => String(n).padStart(2, '0')).join(':')
}

/// A day by its word or its date, day before month; without a year the last one that has begun.
function dateOf(word: string, today: Day, days: DayWords): Day | undefined {
  if (days.today.includes(word)) return today
  if (days.yesterday.includes(word)) return plusDays(today, -1)
  const whole = readDay(word)
  if (whole) return whole
  const found = SHORT_DATE.exec(word)
  if (!found) return undefined
  const [day, month] = [Number(found[1]), Number(found[2])]
  const of = (year: number) => readDay(writeDay({ year, month, day }))
  if (found[3]) return of(Number(found[3]))
  const thisYear = of(today.year)
  return thisYear && writeDay(thisYear) > writeDay(today) ? of(today.year - 1) : thisYear
}

function momentOf(day: Day | undefined, time: string | undefined, now: number, today: Day, zone: string): number | undefined {
  if (!day && !time) return undefined
  const on = (d: Day) => readMoment(`${writeDay(d)}T${time ?? '00:00:00'}`, zone)
  const at = on(day ?? today)
  if (at === undefined) return undefined
  if (at <= now) return at
  return day ? undefined : on(plusDays(today, -1))
}

/// Whether each word begins a word of a name.
export function fits(words: readonly string[], name: string): boolean {
  const parts = plain(name).split(/[\s\-/']+/)
  return words.every((word) => parts.some((part) => part.startsWith(word)))
}
