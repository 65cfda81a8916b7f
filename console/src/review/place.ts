import { MOST_IN_STEP } from './transport.ts'

/// The cameras that are shown, the leading one first: the one in the address, or the town's first, and those in step with it.
export function shownOf(town: readonly string[], first: string | undefined, others: string | null): readonly string[] {
  const lead = first !== undefined && town.includes(first) ? first : town[0]
  if (lead === undefined) return []
  const rest = (others ?? '').split(',').filter((id) => town.includes(id) && id !== lead)
  return [lead, ...new Set(rest)].slice(0, MOST_IN_STEP)
}

/// The address at which cameras are shown, the leading one first.
export function addressOf(shown: readonly string[]): string {
  const [lead, ...others] = shown
  return `/review/${encodeURIComponent(lead ?? '')}${others.length > 0 ? `?with=${others.map(encodeURIComponent).join()}` : ''}`
}
