import type { Text } from '../en.ts'

export const inspection: Text['inspection'] = {
  title: 'Dossier de contrôle',
  verb: 'Constituer le dossier',
  lead: 'Tous les registres de ces jours, la configuration, les arrêtés, les habilitations, les modèles et le registre lui-même, en un seul fichier que chacun peut vérifier sans cette machine. Ni images ni mots de passe ; les personnes y sont sous leur identifiant, et dans ce que quelqu’un a saisi. Le constituer est une inscription.',
  from: 'Premier jour',
  to: 'Dernier jour',
  reason: 'Motif',
  reasonHint: 'Inscrit au registre, où il peut être effacé.',
  working: 'En cours : le registre est lu et chaque fichier reçoit son empreinte. Pour une grande ville il faut quelques minutes ; laissez cette fenêtre ouverte.',
  made: 'Le dossier est prêt',
  holds: (files, size) => `${files} fichiers, ${size}, en un seul ZIP.`,
  kilobytes: (n) => `${n} ko`,
  megabytes: (n) => `${n} Mo`,
  fetch: 'Télécharger',
  until: (time) => `À télécharger avant ${time}, par vous seul. Ensuite le fichier est supprimé ici.`,
  check: 'Qui le reçoit le décompresse et le vérifie, registre compris :',
  key: 'Remettez la clé publique du registre par une autre voie que le fichier : avec --verifier FICHIER, personne ne peut remplacer les deux.',
  manifest: (entry) => `SHA-256 de son manifeste, à l’inscription ${entry} du registre :`,
  destroy: 'Les registres qu’il contient portent les motifs saisis. Ce qui est effacé ici y reste : détruisez le fichier quand il ne sert plus.',
}
