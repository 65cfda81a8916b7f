import type { Text } from '../en.ts'

export const settingNames: Text['settingNames'] = { standing: 'à l’arrêt', people: 'à partir de (personnes)', smoke: 'fumée', patience: 'patience', reach: 'personne à moins de', forbidden: 'sens interdit', distance: 'après', class: 'classe' }

export const settingValues: Text['settingValues'] = {
  person: 'personne',
  vehicle: 'véhicule',
  FORWARD: 'aller',
  BACK: 'retour',
  'of the height': 'de la hauteur',
  yes: 'oui',
  experimental: 'à l’essai',
}
