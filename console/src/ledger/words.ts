import type { Me } from '../api/types.ts'
import type { Text } from '../text/en.ts'
import type { Formats } from '../text/format.ts'

/// What was done, in plain words where the kind is known.
export function kindWords(text: Text, kind: string): string {
  return (text.entryKinds as Readonly<Record<string, string>>)[kind] ?? kind
}

/// Who did it. Nobody is named: others are pseudonymous ids.
export function actorWords(text: Text, actor: string, me: Pick<Me, 'person'>): string {
  if (actor === me.person) return text.ledger.you
  if (actor === 'vigie') return text.ledger.vigie
  if (actor === 'local-administrator') return text.ledger.administrator
  if (actor === 'identity-provider') return text.ledger.directory
  return actor
}

/// A fact as people read it: no braces, no quotes.
export function factWords(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(factWords).join(', ')
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([name, part]) => `${name} ${factWords(part)}`)
      .join(', ')
  }
  return String(value)
}

/// Whether a fact was free text that is no longer kept: its salted hash alone is left.
export function areErased(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).join() === 'sha256'
}

/// The facts that tell most in one line, in this order.
const TELLING = ['right', 'ground', 'camera', 'cameras', 'rule', 'alert', 'scope', 'state', 'what', 'answer', 'reason', 'number', 'person', 'name']

/// Times alone where it is within one day, which the entry's own date tells.
function stretchWords(format: Formats, from: string, to: string): string {
  return format.date(from) === format.date(to) ? `${format.time(from)}–${format.time(to)}` : `${format.moment(from)} – ${format.moment(to)}`
}

/// One line about an entry.
export function summary(text: Text, format: Formats, facts: Readonly<Record<string, unknown>>): string {
  const { from, to } = facts
  const stretch = typeof from === 'string' && typeof to === 'string' ? stretchWords(format, from, to) : ''
  const told = TELLING.filter((name) => facts[name] !== undefined && facts[name] !== '' && !areErased(facts[name]))
    .slice(0, 4)
    .map((name) => {
      const value = factWords(facts[name])
      if (name === 'ground') return text.lift.grounds[value as keyof Text['lift']['grounds']] ?? value
      if (name === 'right') return text.rights[value as keyof Text['rights']] ?? value
      if (name === 'what') return text.viewing.kinds[value as keyof Text['viewing']['kinds']]?.(Number(facts.times)) ?? value
      if (name === 'answer') return text.viewing.answers[value as keyof Text['viewing']['answers']] ?? value
      if (name === 'reason') return text.dismissReasons[value as keyof Text['dismissReasons']] ?? value
      return value
    })
  return [...told, stretch].filter((part) => part.length > 1 || /\d/.test(part)).join(' · ')
}
