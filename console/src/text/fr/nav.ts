import type { Text } from '../en.ts'

export const nav: Text['nav'] = {
  wall: 'Mur',
  map: 'Carte',
  desk: 'Alertes',
  log: 'Main courante',
  review: 'Relecture',
  cameras: 'Caméras',
  rules: 'Règles',
  counts: 'Comptages',
  custody: 'Scellés',
  access: 'Demandes',
  people: 'Personnes',
  viewing: 'Consultations',
  registers: 'Registres',
  ledger: 'Registre',
  main: 'Navigation',
  skip: 'Aller au contenu',
}
