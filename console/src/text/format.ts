import type { Text } from './en.ts'

/// Dates, times and figures as people of a language write them, in one time zone.
export interface Formats {
  /// 14:03:27
  time(at: Moment): string
  /// 14:03
  minute(at: Moment): string
  /// 22 nov. 2026, 22 Nov 2026
  date(at: Moment): string
  /// Date and time to the second.
  moment(at: Moment): string
  /// dimanche 22 novembre 2026
  dayInFull(at: Moment): string
  /// 12 480
  count(n: number): string
  /// 92 %
  percent(share: number): string
  /// 1,4 s
  seconds(ms: number): string
  /// 4 s, 12 min, 3 h 05, 2 days: as coarse as one can say it.
  lasting(ms: number): string
  /// 23:59:58.250, hours first: to the millisecond, so that what is shown adds up.
  exact(ms: number): string
  /// 2,1 Mb/s
  bitRate(bitsPerSecond: number): string
  /// 1,8 To, 640 GB: three figures at most, decimal units as disks are sold.
  bytes(n: number): string
  /// 50 m, 2 km
  metres(n: number): string
}

export type Moment = number | string | Date

export function formats(text: Text, zone?: string): Formats {
  const at = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(text.locale, { ...options, ...(zone ? { timeZone: zone } : {}) })
    return (moment: Moment) => {
      const date = new Date(moment)
      return Number.isNaN(date.getTime()) ? '' : format.format(date)
    }
  }
  const time = at({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
  const date = at({ day: 'numeric', month: 'short', year: 'numeric' })
  const number = new Intl.NumberFormat(text.locale)
  const share = new Intl.NumberFormat(text.locale, { style: 'percent', maximumFractionDigits: 0 })
  return {
    time,
    minute: at({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    date,
    moment: (moment) => `${date(moment)}, ${time(moment)}`,
    dayInFull: at({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    count: (n) => number.format(n),
    percent: (n) => share.format(n),
    seconds: (ms) => text.common.seconds(number.format(Math.round(ms / 100) / 10)),
    lasting: (ms) => lasting(text, ms),
    exact: (ms) => exact(ms, text.locale),
    bytes: (n) => bytes(text, n),
    bitRate: (bits) => `${number.format(Math.round(bits / 100_000) / 10)}\u00a0Mb/s`,
    metres: (n) => (n >= 1000 ? `${number.format(n / 1000)}\u00a0km` : `${number.format(n)}\u00a0m`),
  }
}

function bytes(text: Text, n: number): string {
  const units = text.common.bytes
  let unit = 0
  let left = Math.max(0, n)
  while (left >= 999.5 && unit < units.length - 1) {
    left /= 1000
    unit++
  }
  const digits = unit > 0 && left < 9.95 ? 1 : 0
  return `${left.toLocaleString(text.locale, { maximumFractionDigits: digits })}\u00a0${units[unit]}`
}

function exact(ms: number, locale: string): string {
  const whole = Math.max(0, Math.round(ms))
  const two = (n: number) => String(n).padStart(2, '0')
  const point = (1.5).toLocaleString(locale).charAt(1)
  const seconds = Math.floor(whole / 1000)
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${point}${String(whole % 1000).padStart(3, '0')}`
}

function lasting(text: Text, ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  if (seconds < 60) return text.common.seconds(String(seconds))
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return text.common.minutes(minutes)
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return text.common.hoursMinutes(hours, minutes % 60)
  return text.common.days(Math.floor(hours / 24))
}
