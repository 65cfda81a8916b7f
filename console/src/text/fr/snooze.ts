import type { Text } from '../en.ts'

export const snooze: Text['snooze'] = {
  rest: 'Laisser reposer cette règle',
  title: 'Laisser reposer une règle : combien de temps ?',
  what: 'Ses alertes sur cette caméra sont levées et inscrites comme toujours, et attendent au calme. Elles reviennent à la fin.',
  minutes: (n) => `${n} min`,
  reason: 'Pourquoi (quoi, jamais qui)',
  resting: (left) => `au repos encore ${left}`,
  wake: 'L’entendre de nouveau',
  now: 'Règles au repos',
  short: (camera) => `règle au repos, ${camera}`,
  by: (who) => `par ${who}`,
  never: 'Jamais laissée au repos : une vie peut en dépendre. Qui peut arrêter les règles peut l’arrêter.',
}
