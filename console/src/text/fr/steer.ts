import type { Text } from '../en.ts'

const DEVICES: Readonly<Record<string, string>> = {
  'tt:Wiper|On': 'Essuie-glace en marche',
  'tt:Wiper|Off': 'Essuie-glace arrêté',
  'tt:Washer|On': 'Lave-glace en marche',
  'tt:Washer|Off': 'Lave-glace arrêté',
  'tt:WashingProcedure|On': 'Laver la vitre',
  'tt:WashingProcedure|Off': 'Arrêter le lavage',
}

export const steer: Text['steer'] = {
  verb: 'Diriger',
  pad: 'Appuyez là où elle doit tourner : plus loin du milieu, plus vite. Les flèches font de même, lentement avec Maj',
  closer: 'Plus près (+)',
  wider: 'Plus large (-)',
  home: 'Position d’origine',
  letGo: 'La lâcher',
  remember: 'Mémoriser cette vue',
  placeName: 'Nom de la position',
  rememberNote: 'Des zones, des règles et des masques peuvent ensuite être tracés pour elle.',
  free: 'Personne ne la dirige. Le premier ordre la prend pour 30 s.',
  rests: 'Ses règles se reposent jusqu’à son retour. Sans ordre, elle y retourne d’elle-même.',
  restsShort: 'dirigée : règles au repos',
  judgesAt: (place) => `à ${place} : ses règles jugent`,
  standsAt: (place) => `À ${place}.`,
  returning: 'Elle revient ; ses règles jugent de nouveau quand la vue est celle d’avant.',
  round: (name) => `Ronde : ${name}`,
  beginRound: (name) => `Commencer la ronde ${name}`,
  endRound: (name) => `Terminer la ronde ${name}`,
  onRound: (name) => `En ronde (${name}), jusqu’à ce que quelqu’un la dirige ou y mette fin. Des règles, seules jugent celles qui sont tracées pour la position où elle se trouve.`,
  device: (command) => DEVICES[command] ?? command,
  heldBy: (name) => `${name} la dirige.`,
}
