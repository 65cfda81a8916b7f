import type { Alert, EventType, Light, Measured, RouteStep, RuleTrial, StagedScene, Trial } from '../api/types.ts'
import type { Text } from '../text/en.ts'

/// What was raised by every light together.
export function sumOf(measured: readonly Measured[]): Omit<Measured, 'light'> {
  return measured.reduce(
    (sum, one) => ({ alerts: sum.alerts + one.alerts, confirmed: sum.confirmed + one.confirmed, dismissed: sum.dismissed + one.dismissed }),
    { alerts: 0, confirmed: 0, dismissed: 0 },
  )
}

/// The scene that is being played, if there is one: what a rule raises now belongs to it.
export function playing(scenes: readonly StagedScene[], now: number): StagedScene | undefined {
  return scenes.find((scene) => Date.parse(scene.from) <= now && now < Date.parse(scene.to))
}

/// Which step of the route comes next: of those not done one that the light allows now, else the first.
export function nextStep(route: readonly RouteStep[], light: Light): RouteStep | undefined {
  const open = route.filter((step) => !step.done)
  return open.find((step) => step.light === light) ?? open[0]
}

export type SceneEnd = 'playing' | 'found' | 'missed' | 'leftAlone' | 'raisedWrongly'

/// How a scene went; nothing is said of one before its end but that it is being played.
export function endOf(scene: StagedScene, now: number): SceneEnd {
  if (now < Date.parse(scene.to)) return 'playing'
  if (scene.expected) return scene.raised ? 'found' : 'missed'
  return scene.raised ? 'raisedWrongly' : 'leftAlone'
}

/// What a rule raised in shadow and a person is to judge: what belongs to a staged scene was played. Waiting ones first.
export function toJudge(alerts: readonly Alert[], rule: string, scenes: readonly StagedScene[]): Alert[] {
  const played = (at: number) => scenes.some((scene) => Date.parse(scene.from) <= at && at <= Date.parse(scene.to))
  return alerts
    .filter((alert) => alert.rule === rule && !played(Date.parse(alert.at)))
    .sort((a, b) => Number(b.state === 'WAITING') - Number(a.state === 'WAITING') || Date.parse(b.at) - Date.parse(a.at))
}

export const inShadow = ({ standing }: Pick<RuleTrial, 'standing'>) => standing === 'SHADOW' || standing === 'BELOW_FLOOR'

export const mayBeArmed = (rule: RuleTrial) => inShadow(rule) && rule.trial?.missing.length === 0

/// The dot before a rule: full where operators hear of it; hollow, and of the colour of what needs somebody, where it fell short.
export function dotOf(rule: Pick<RuleTrial, 'standing'>): string {
  switch (rule.standing) {
    case 'SHADOW':
      return 'dot off'
    case 'BELOW_FLOOR':
      return 'dot bad'
    case 'ARMED':
    case 'NOT_ASKED':
      return 'dot'
  }
}

/// How many steps of the route are done.
export const walked = (trial: Trial) => trial.route.filter((step) => step.done).length

/// By which light, and whether the rule should find it: "By day, what it should find".
export function stepWords(text: Text, { light, expected }: Pick<RouteStep, 'light' | 'expected'>): string {
  const words = text.rules.step(text.rules.lights[light], expected)
  return words.charAt(0).toLocaleUpperCase(text.locale) + words.slice(1)
}

/// What one might play.
export const ideaOf = (text: Text, event: EventType, expected: boolean) => text.rules.ideas[event][expected ? 'find' : 'leave']
