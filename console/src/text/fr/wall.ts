import type { Text } from '../en.ts'
import { nombre } from '../counting.ts'

export const wall: Text['wall'] = {
  title: 'Mur',
  layout: 'Disposition',
  tiles: (n) => nombre(n, 'vue', 'vues'),
  masked: 'Image masquée',
  connecting: 'Connexion à l’image',
  learning: 'Apprentissage du décor : toute l’image est masquée',
  noPicture: 'Pas d’image',
  noCameras: 'Aucune caméra pour l’instant.',
  noCamerasNext: 'Déclarez-en une dans vigie.yaml, ou lancez la démonstration : ./vigie demo.',
  retry: 'Vigie réessaie d’elle-même.',
  socketLost: 'Le direct a été interrompu.',
  unsupported: 'Ce navigateur ne lit pas le H.264 par Media Source Extensions. Prenez un Chromium, Firefox ou Safari à jour.',
  mayNot: 'Votre habilitation ne couvre pas cette caméra.',
  off: 'Éteinte : aucun arrêté ne la couvre, ou quelqu’un l’a arrêtée.',
  dropped: (n) => `liaison lente : ${nombre(n, 'image sautée', 'images sautées')}`,
  enlarge: 'Agrandir',
  reduce: 'Revenir à toutes les caméras',
  stopped: 'Détection arrêtée',
  lastHours: 'Deux dernières heures',
  openReview: 'Ouvrir en relecture',
}
