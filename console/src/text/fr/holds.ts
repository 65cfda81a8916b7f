import type { Text } from '../en.ts'

export const holds: Text['holds'] = {
  title: 'Conservations judiciaires',
  lead: 'Seule une décision de justice suspend la destruction des images. Ce qui est conservé au-delà de son terme peut être remis, et n’est montré à personne. Pour en poser une, choisissez un moment dans Relecture.',
  none: 'Rien n’est conservé.',
  reviewBy: (date) => `à revoir avant le ${date}`,
  overdue: (date) => `aurait dû être revue le ${date}`,
  placedBy: (who, when) => `posée par ${who}, ${when}`,
  review: 'Revoir',
  keep: 'Maintenir',
  release: 'Lever',
  reviewConsequence: 'Vous avez vérifié, elle est encore nécessaire. Le registre garde votre motif.',
  releaseConsequence: 'Ce qui a passé son terme est détruit en quelques minutes, pour de bon. Le registre garde votre motif.',
  nextReview: 'À revoir dans',
  why: 'Motif (quoi, non qui)',
  place: 'Conserver pour la justice',
  placeVerb: 'Conserver',
  placeConsequence: 'Les enregistrements entiers qui touchent ce moment sont conservés jusqu’à la levée. Cela va au registre.',
  reference: 'Référence de la décision',
  authority: 'Qui a décidé',
  decided: 'Décidé le',
}
