import type { Text } from '../en.ts'
import { nombre } from '../counting.ts'

export const witnesses: Text['witnesses'] = {
  title: 'Témoins',
  none: 'Personne ne veille encore sur ce registre depuis une autre machine. Avec un témoin, même l’administrateur de cette machine n’en réécrit pas le passé sans qu’on le voie : vigie witness --help.',
  signed: (size, when) => `A cosigné les ${size} premières inscriptions de l’année, le ${when}.`,
  never: 'N’a encore rien cosigné.',
  all: 'Rien de plus récent.',
  waiting: (entries) => `Plus récentes : ${entries}.`,
  silent: (entries, since) => `Plus récentes : ${entries}, en attente depuis le ${since}.`,
  refused: (n) => `${nombre(n, 'remise refusée', 'remises refusées')} depuis le démarrage.`,
}
