import type { Text } from '../en.ts'

export const steer: Text['steer'] = {
  verb: 'Diriger',
  pad: 'Appuyez là où elle doit tourner : plus loin du milieu, plus vite. Les flèches font de même, lentement avec Maj',
  closer: 'Plus près (+)',
  wider: 'Plus large (-)',
  home: 'Position d’origine',
  letGo: 'La lâcher',
  free: 'Personne ne la dirige. Le premier ordre la prend pour 30 s.',
  rests: 'Ses règles se reposent jusqu’à son retour. Sans ordre, elle y retourne d’elle-même.',
  restsShort: 'dirigée : règles au repos',
  returning: 'Elle revient ; ses règles jugent de nouveau quand la vue est celle d’avant.',
  heldBy: (name) => `${name} la dirige.`,
}
