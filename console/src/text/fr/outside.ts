import type { Text } from '../en.ts'
import { nombre } from '../counting.ts'

export const outside: Text['outside'] = {
  title: 'Signalé de l’extérieur : Vigie ne l’a pas vu',
  says: (source) => `${source} signale`,
  see: 'Voir ce moment, masqué',
  done: 'Traité',
  dropped: (n) => `${nombre(n, 'autre signalement', 'autres signalements')} de cette source non affichés : trop à la fois`,
}
