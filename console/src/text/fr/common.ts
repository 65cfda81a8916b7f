import type { Text } from '../en.ts'
import { nombre } from '../counting.ts'

export const common: Text['common'] = {
  manual: 'Manuel',
  language: 'Langue',
  theme: 'Thème',
  toLight: 'Thème clair',
  toDark: 'Thème sombre',
  account: 'Compte',
  close: 'Fermer',
  retry: 'Réessayer',
  giveUp: 'Supprimer ici maintenant',
  staysInLedger: 'Reste au registre pour toujours, sans pouvoir y être effacé : aucun nom de personne.',
  loading: 'Chargement',
  notFound: 'Cette page n’existe pas.',
  seconds: (n) => `${n} s`,
  minutes: (n) => `${n} min`,
  hoursMinutes: (h, m) => (m === 0 ? `${h} h` : `${h} h ${String(m).padStart(2, '0')}`),
  bytes: ['o', 'ko', 'Mo', 'Go', 'To', 'Po'],
  days: (n) => nombre(n, 'jour', 'jours'),
  unknownError: 'Cette page a rencontré une erreur.',
  reload: 'Recharger',
}
