import type { Text } from '../en.ts'
import { nombre } from '../counting.ts'

export const account: Text['account'] = {
  title: 'Votre compte',
  open: 'Compte et sessions',
  lead: 'Comment vous vous connectez, et où vous l’êtes. Chaque changement est au registre.',
  you: 'Vous',
  staffId: 'Au registre',
  may: 'Droits',
  password: {
    title: 'Mot de passe',
    current: 'Mot de passe actuel',
    next: 'Nouveau mot de passe',
    verb: 'Changer le mot de passe',
    lead: 'Vos autres sessions prennent fin avec l’ancien.',
    changed: 'Le mot de passe est changé ; vos autres sessions ont pris fin.',
  },
  sessions: {
    title: 'Sessions ouvertes',
    lead: 'Une session prend fin après 30 min sans signe de vie, et après 12 h.',
    everybody: 'Connectés en ce moment',
    show: 'Voir qui est connecté',
    everybodyLead: 'Cette consultation est au registre. Qui est déconnecté ici peut se reconnecter ; on met fin à une habilitation plus haut.',
    own: 'celle-ci',
    since: 'Depuis',
    seen: 'Vue à',
    from: 'Depuis le poste',
    ends: 'Jusqu’à',
    unknownBrowser: 'navigateur inconnu',
    end: 'Fermer',
    endOf: (name, where) => `Fermer la session de ${name}, ${where}`,
    endOwn: (where) => `Fermer la session ${where}`,
    endOthers: (n) => (n > 1 ? `Fermer les ${nombre(n, 'autre session', 'autres sessions')}` : 'Fermer l’autre session'),
    none: 'Personne n’est connecté.',
  },
}
