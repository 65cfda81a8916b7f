import type { Text } from '../en.ts'
import { nombre } from '../counting.ts'

export const viewing: Text['viewing'] = {
  title: 'Consultations',
  lead: 'Ce qui ressort de la façon dont les images sont consultées, relevé dans le registre selon des seuils fixes. Cela ne juge personne : il y a le plus souvent une bonne raison, et seul le fait de demander le dit. La personne ne le voit pas, les administrateurs non plus ; nul ne voit ce qui le concerne.',
  none: 'Rien ne ressort.',
  waiting: 'À examiner',
  answered: 'Examiné',
  waitingCount: (n) => nombre(n, 'fait à examiner', 'faits à examiner'),
  kinds: {
    MANY_CAMERAS: (n) => `Images de ${nombre(n, 'caméra', 'caméras')} en une heure`,
    AT_NIGHT: (n) => `Images demandées aux heures de nuit, ${n} fois`,
    SAME_PLACE: (n) => `Le même passage d’une caméra ${n} fois en un jour`,
    ACROSS_CAMERAS: (n) => `Passages de ${nombre(n, 'caméra', 'caméras')} qui se suivent`,
    SHORT_REASON: (n) => `${nombre(n, 'motif', 'motifs')} d’à peine une lettre`,
    SAME_REASON: (n) => `Le même motif ${n} fois en un mois`,
    REFUSALS: (n) => `${nombre(n, 'demande refusée', 'demandes refusées')} en une heure`,
  },
  entry: (index) => `inscription ${index}`,
  who: 'Personne',
  when: 'Quand',
  cameras: 'Caméras',
  requests: (n) => `${nombre(n, 'demande', 'demandes')}, telles qu’elles sont au registre`,
  more: (n) => `et ${nombre(n, 'autre', 'autres')}, par leurs numéros au registre`,
  footage: (span) => `images du ${span}`,
  reason: (words) => `« ${words} »`,
  answer: 'Répondre',
  answerTitle: 'Qu’avez-vous constaté ?',
  answerVerb: 'Consigner',
  answerLabel: 'Réponse',
  answers: {
    ASKED: 'Personne interrogée',
    EXPLAINED: 'Expliqué',
    TAKEN_FURTHER: 'Suites données',
  },
  consequence: {
    ASKED: 'Vous avez demandé, et attendez ce qu’on vous dira. Vous pourrez répondre encore.',
    EXPLAINED: 'Il y a une explication, et c’est terminé.',
    TAKEN_FURTHER: 'Vous y donnez suite hors de Vigie. Vous pourrez répondre encore.',
  },
  note: 'En une phrase, pour le registre (sans nom)',
}
