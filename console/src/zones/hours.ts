/// Days of the week as rules files write them: `mon-fri`, `sat,sun`; Monday is 0.

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/// Every day where nothing is said; what cannot be read is left out.
export function daysIn(words: string | undefined): Set<number> {
  if (!words) return new Set(DAYS.keys())
  const days = new Set<number>()
  for (const part of words.toLowerCase().split(',')) {
    const ends = part.trim().split('-').map((day) => DAYS.indexOf(day.trim()))
    const [from, to] = [ends[0]!, ends.at(-1)!]
    if (from < 0 || to < 0) continue
    for (let day = from; ; day = (day + 1) % DAYS.length) {
      days.add(day)
      if (day === to) break
    }
  }
  return days
}

/// As short as it goes; nothing for every day.
export function daysText(days: ReadonlySet<number>): string {
  if (days.size === DAYS.length) return ''
  const parts: string[] = []
  for (let day = 0; day < DAYS.length; day++) {
    if (!days.has(day) || days.has(day - 1)) continue
    let last = day
    while (days.has(last + 1)) last++
    parts.push(last - day > 1 ? `${DAYS[day]}-${DAYS[last]}` : DAYS.slice(day, last + 1).join(','))
  }
  return parts.join(',')
}
