import type { Text } from '../en.ts'
import { nombre } from '../counting.ts'

export const status: Text['status'] = {
  label: 'État général',
  act: (number) => `arrêté ${number}`,
  noAct: 'aucun arrêté en vigueur : rien n’est enregistré',
  days: (n) => (n < 1 ? 'dernier jour' : nombre(n, 'jour', 'jours')),
  recordingAct: 'Arrêté d’enregistrement',
  detectionAct: 'Arrêté de détection',
  noDetection: 'Aucun arrêté de détection en vigueur : les caméras sont masquées et enregistrées, rien n’est recherché.',
  authority: 'Autorité',
  validity: 'En vigueur',
  fromTo: (from, to) => `du ${from} au ${to}`,
  profile: 'Profil juridique',
  cameras: (on, all) => `${on}/${all} caméras enregistrent`,
  checkpoint: (time) => `point de contrôle ${time}`,
  checkpointSize: (size) => `registre signé jusqu’à l’inscription ${size}`,
  checkpointTitle: 'Dernière tête signée du registre',
  notSealed: 'chiffré, non scellé',
  sealed: 'scellé',
  sealTitle: 'Chiffré, non scellé',
  sealText:
    'Les images sont chiffrées sur le disque, mais cette commune n’a pas encore de dépositaires : les clés restent sur la machine pendant toute la conservation, si bien qu’un seul administrateur de la machine pourrait les lire.',
  sealedText: 'Passé le délai de relecture, il faut deux dépositaires pour ouvrir les images.',
  openCustody: 'Dépositaires et ouvertures',
  openNotice: 'Voir la page publique et la publier',
  openActs: 'Tous les arrêtés',
  townStopped: 'détection arrêtée partout',
  demo: 'démonstration : caméras simulées ou d’essai',
  clockOff: (seconds) => `l’horloge de ce poste s’écarte de ${seconds} s`,
  offline: 'le serveur ne répond pas',
  openLedger: 'Ouvrir le registre',
}
