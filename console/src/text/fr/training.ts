import type { Text } from '../en.ts'

const scenarios: Record<string, string> = { 'quiet-night': 'Nuit calme', 'market-day': 'Jour de marché', busy: 'Forte activité' }

export const training: Text['training'] = {
  title: 'Bilan',
  bar: 'Exercice : aucune caméra de cette ville n’est réelle',
  signIn: 'Ceci est un exercice. Votre formateur a le lien qui vous fait entrer.',
  lead: 'Ce qui s’est vraiment passé, et ce qui en a été fait. La personne en formation ne voit pas cette page.',
  scenario: (name) => scenarios[name] ?? name,
  seed: (seed) => `graine ${seed}`,
  since: (moment) => `depuis le ${moment}`,
  sums: { right: 'justes', wrong: 'faux', open: 'sans verdict', withoutAlert: 'sans alerte', took: 'de l’alerte au verdict, médiane' },
  events: 'Ce qui a été joué',
  noEvents: 'Il ne s’est encore rien passé.',
  unfounded: 'Alertes sans objet',
  unfoundedLead: 'Rien n’y a été joué : les écarter est juste.',
  noUnfounded: 'Aucune.',
  lifts: 'Vues en clair',
  noLifts: 'Personne n’a vu de caméra en clair.',
  columns: { at: 'Quand', camera: 'Caméra', event: 'Événement', came: 'Alerte', opened: 'Ouverte', verdict: 'Verdict', outcome: 'Résultat' },
  after: (time) => `après ${time}`,
  confirmed: 'Confirmée',
  dismissed: (why) => `Écartée : ${why}`,
  by: (person) => `par ${person}`,
  outcomes: {
    RIGHT: 'Juste',
    WRONG: 'Faux',
    OPENED: 'Ouverte, sans verdict',
    UNOPENED: 'Jamais ouverte',
    NO_ALERT: 'Sans alerte',
    UNDER_WAY: 'En cours',
  },
  noAlertWhy: 'La règle n’en a donné aucune : la personne n’y est pour rien.',
  print: 'Imprimer',
  none: 'Cette ville n’est pas un exercice.',
}
