import type { Text } from '../en.ts'

export const find: Text['find'] = {
  title: 'Aller à',
  open: 'Aller à une caméra, une page, une heure',
  label: 'Caméra, page, heure',
  hint: 'quai 14h03 · gare hier 22h15 · scellés',
  none: 'Rien ne correspond. Une caméra par son nom, une page, une heure comme 14h03 ou 22/11 9h.',
  live: 'Caméra, en direct',
  review: 'Relecture',
  reviewAt: (when) => `Relecture à ${when}`,
  page: 'Page',
  today: ['aujourd’hui', 'auj'],
  yesterday: ['hier'],
}
