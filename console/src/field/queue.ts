import type { Result } from '../api/client.ts'
import type { FieldAlert, FieldStep, ProblemCode } from '../api/types.ts'

/// What was pressed and has not reached the server: an alert's number, a step, a time. Nothing about what was seen.
export interface Pressed {
  readonly alert: string
  readonly step: FieldStep
  /// The name of a team; empty where none is chosen.
  readonly unit: string
  /// When, in ms, by this telephone's clock, which counts only how long ago it was.
  readonly at: number
}

export const STEPS: readonly FieldStep[] = ['SEEN', 'ON_SITE', 'DONE']

/// Each step of an alert waits once, as it was pressed first.
export function press(waiting: readonly Pressed[], pressed: Pressed): readonly Pressed[] {
  return waiting.some((other) => same(other, pressed)) ? waiting : [...waiting, pressed]
}

export function without(waiting: readonly Pressed[], sent: Pressed): readonly Pressed[] {
  return waiting.filter((other) => !same(other, sent))
}

const same = (a: Pressed, b: Pressed) => a.alert === b.alert && a.step === b.step

/// How far an alert has come for who holds this telephone: what the server knows, and what still waits.
export function standing(alert: FieldAlert, waiting: readonly Pressed[], step: FieldStep): 'open' | 'waits' | 'taken' {
  if (alert.steps.some((taken) => taken.mine && taken.step === step)) return 'taken'
  return waiting.some((pressed) => pressed.alert === alert.id && pressed.step === step) ? 'waits' : 'open'
}

/// Whether somebody is done with it.
export const isDone = (alert: FieldAlert) => alert.steps.some((taken) => taken.step === 'DONE')

/// What a round of sending left, and what the server refused, which is not tried again.
export interface Sent {
  readonly answered: readonly Pressed[]
  readonly refused: readonly { readonly pressed: Pressed; readonly answer: Extract<Result<FieldAlert>, { kind: 'refused' }> }[]
}

const LATER: readonly ProblemCode[] = ['SIGN_IN_NEEDED', 'CSRF']

/// Sends what waits, oldest first, until one does not get through.
export async function send(waiting: readonly Pressed[], post: (pressed: Pressed) => Promise<Result<FieldAlert>>): Promise<Sent> {
  const answered: Pressed[] = []
  const refused: Sent['refused'][number][] = []
  for (const pressed of [...waiting].sort((a, b) => a.at - b.at)) {
    const answer = await post(pressed)
    if (answer.kind === 'unreachable') break
    // Signing in again, or loading the page again, lets it through.
    if (answer.kind === 'refused' && LATER.includes(answer.problem.code)) break
    if (answer.kind === 'refused') refused.push({ pressed, answer })
    answered.push(pressed)
  }
  return { answered, refused }
}

const KEPT = 'vigie.field.waiting'

/// What waited before the page was loaded again. It goes with the tab.
export function recall(storage: Pick<Storage, 'getItem'>): readonly Pressed[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEPT) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isPressed) : []
  } catch {
    return []
  }
}

export function keep(storage: Pick<Storage, 'setItem' | 'removeItem'>, waiting: readonly Pressed[]): void {
  if (waiting.length === 0) storage.removeItem(KEPT)
  else storage.setItem(KEPT, JSON.stringify(waiting))
}

function isPressed(value: unknown): value is Pressed {
  const pressed = value as Partial<Pressed> | null
  return (
    typeof pressed?.alert === 'string' && typeof pressed.unit === 'string' && typeof pressed.at === 'number' && STEPS.includes(pressed.step as FieldStep)
  )
}
