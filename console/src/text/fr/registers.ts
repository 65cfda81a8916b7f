import type { Text } from '../en.ts'

export const registers: Text['registers'] = {
  title: 'Registres',
  lead: 'Des tableaux pour tableur, chacun un choix de ce registre. En prendre un est soi-même une inscription.',
  span: 'Les derniers',
  names: {
    recordings: 'Enregistrements : détruits, remis, manquants',
    exports: 'Remises, dossiers de contrôle, et ce qui a été dit aux destinataires d’alarmes',
    alerts: 'Suivi des alertes',
    incidents: 'Main courante : incidents, signets, relèves',
    access: 'Accès : autorisations et refus, sessions, habilitations',
    openings: 'Dépositaires et ouvertures',
    holds: 'Conservations judiciaires',
    acts: 'Actes et boutons d’arrêt',
    models: 'Modèles en usage',
    'camera-moves': 'Caméras déplacées',
    'access-requests': 'Demandes d’accès, étape par étape',
  },
}
