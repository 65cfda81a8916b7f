import type { Text } from '../en.ts'
import { nombre } from '../counting.ts'

export const map: Text['map'] = {
  title: 'Carte',
  cameras: 'Caméras de la carte',
  plan: 'Plan des caméras et de leur champ',
  planOf: (camera) => `Plan des caméras autour de ${camera}`,
  northLetter: 'N',
  nearer: 'Plus près',
  farther: 'Plus loin',
  whole: 'Toute la ville',
  coming: 'La carte arrive…',
  noWebGl: 'Ce navigateur ne dessine pas de carte (WebGL manque). Le plan montre les mêmes caméras.',
  noPosition: 'position non déclarée',
  unplaced: (n) => `${nombre(n, 'caméra n’est', 'caméras ne sont')} pas sur la carte\u00a0: position absente de vigie.yaml.`,
  nothingPlaced: 'Aucune caméra n’a encore de position.',
  nothingPlacedNext: 'Donnez à chaque caméra position et field_of_view dans vigie.yaml, puis redémarrez Vigie.',
  health: { bad: 'n’enregistre pas', off: 'éteinte' },
  toCamera: 'Caméra',
  more: (n) => nombre(n, 'autre alerte attend ici', 'autres alertes attendent ici'),
  incidents: 'Incidents en cours',
  onMap: 'Sur la carte',
  fromUntil: (from, until) => `du ${from} au ${until}`,
  from: (from) => `à partir du ${from}`,
  until: (until) => `jusqu’au ${until}`,
}
