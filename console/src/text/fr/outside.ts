import type { Text } from '../en.ts'
import { nombre } from '../counting.ts'

export const outside: Text['outside'] = {
  title: 'Signalé de l’extérieur : Vigie ne l’a pas vu',
  says: (source) => `${source} signale`,
  see: 'Voir ce moment, masqué',
  done: 'Traité',
  sources: 'Sources extérieures qui peuvent signaler',
  source: 'Source',
  way: 'Entendue par',
  ways: { WEBHOOK: 'webhook signé', MQTT: 'MQTT', INPUT: 'contact sur une caméra' },
  shown: 'Cartes',
  refusedHead: 'Pas compris',
  droppedHead: 'En trop',
  last: 'Dernier signalement',
  never: 'aucun depuis le démarrage',
  now: 'En ce moment',
  heard: 'est entendue',
  calls: 'appelle d’elle-même',
  dropped: (n) => `${nombre(n, 'autre signalement', 'autres signalements')} de cette source non affichés : trop à la fois`,
}
