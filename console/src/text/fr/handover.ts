import type { Text } from '../en.ts'
import { nombre } from '../counting.ts'

export const handover: Text['handover'] = {
  title: 'Remettre',
  verb: 'Constituer',
  consequence:
    'Images en clair, telles que la caméra les a envoyées, pour une autorité qui les a demandées par écrit, avec ce qui les prouve. Le registre dit qui a remis quoi à qui.',
  cameras: 'Caméras',
  reference: 'Référence de la réquisition',
  authority: 'Qui demande (juridiction, service)',
  officer: 'Qui les reçoit',
  officerHint: 'Reste dans le dossier ; ne va pas au registre.',
  letter: 'Copie de la réquisition',
  letterHint: 'PDF, JPEG ou PNG, 10 Mo au plus ; facultatif. Elle va dans le dossier, son SHA-256 au registre.',
  letterNone: 'Choisir un fichier',
  letterClear: 'Ne pas joindre la réquisition',
  letterSize: (name, kilobytes) => `${name}, ${kilobytes} ko`,
  letterTooLarge: 'Elle dépasse 10 Mo : numérisez-la avec moins de points par pouce.',
  viewing: 'Avec une copie de visionnage',
  viewingHint: (minutes) =>
    `Les mêmes films masqués, avec la référence et le numéro de la copie sur chaque image : pour être montrés sans montrer personne. ${minutes} minutes d’images au plus, en tout.`,
  copying: 'Les images sont copiées et prouvées : plus il y en a, plus c’est long. Laissez cette fenêtre ouverte.',
  masking: 'Les images sont copiées, prouvées et masquées. Dix minutes en prennent une à deux. Laissez cette fenêtre ouverte.',
  made: (reference) => `Prêt : ${reference}`,
  holds: (pictures, megabytes) => `${pictures} images, ${megabytes} Mo, en un seul fichier.`,
  missing: (parts) => `${nombre(parts, 'seconde illisible, absente', 'secondes illisibles, absentes')} du dossier.`,
  fetch: 'Télécharger',
  passphrase: 'Phrase secrète qui ouvre le fichier',
  copyPassphrase: 'Copier la phrase secrète',
  copied: 'Copiée',
  passphraseHint:
    'Communiquez-la par une autre voie que le fichier, par exemple au téléphone. Elle n’est montrée qu’une fois et n’est conservée nulle part. 7-Zip et WinZip ouvrent le fichier ; l’Explorateur de Windows, pas toujours.',
  until: (time) => `À télécharger avant ${time}, par vous seul. Ensuite le fichier est supprimé ici.`,
  check: 'Qui le reçoit le décompresse et le vérifie sans cette machine :',
  manifest: (entry) => `SHA-256 de son manifeste, à l’inscription ${entry} du registre :`,
}
