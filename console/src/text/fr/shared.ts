import type { Text } from '../en.ts'

export const events: Text['events'] = {
  ABANDONED_OBJECT: 'Objet abandonné',
  WEAPON: 'Arme',
  WRONG_WAY: 'Contresens',
  INTRUSION: 'Intrusion',
  PERSON_DOWN: 'Personne au sol (expérimental)',
  CROWD_MOVEMENT: 'Mouvement de foule',
  DENSITY: 'Densité',
  FIRE: 'Départ de feu (expérimental)',
  LINE_COUNT: 'Comptage',
}

export const classes: Text['classes'] = {
  PERSON: 'une personne',
  TWO_WHEELER: 'un deux-roues',
  CAR: 'une voiture',
  HEAVY_VEHICLE: 'un poids lourd',
  OBJECT: 'un objet',
  ANIMAL: 'un animal',
  UNKNOWN: 'quelque chose qui bouge',
}

export const dismissReasons: Text['dismissReasons'] = {
  NOTHING_THERE: 'Rien à l’image',
  LIGHT_OR_SHADOW: 'Lumière ou ombre',
  WEATHER: 'Météo',
  ANIMAL: 'Animal',
  AUTHORISED: 'Présence autorisée',
  ORDINARY: 'Scène ordinaire',
  WRONG_PLACE: 'Hors de la zone',
  DRILL: 'Exercice ou essai',
  OTHER: 'Autre, à préciser',
}

export const noClip: Text['noClip'] = {
  BEFORE: 'aucune : l’alerte est antérieure à la conservation des séquences',
  NO_FOOTAGE: 'aucune : rien n’était enregistré',
  NO_EYE: 'aucune : les copies masquées ne pouvaient pas être faites',
  NO_ROOM: 'aucune : le disque n’avait plus de place',
  NOT_WRITTEN: 'aucune : elle n’a pas pu être écrite',
  TOO_MANY: 'aucune : trop d’alertes à la fois',
  LOST: 'perdue : elle n’est plus lisible',
}

export const gapReasons: Text['gapReasons'] = {
  NO_ACT: 'aucun arrêté ne couvre cette caméra',
  CAMERA_LOST: 'la caméra ne répondait plus',
  CAMERA_REFUSED: 'la caméra a refusé, ou envoyé des images impossibles à enregistrer',
  OVERLOAD: 'la machine ne suivait plus',
  DISK: 'disque plein ou défaillant',
  CLOCK: 'l’horloge a sauté',
  RESTART: 'Vigie était arrêtée ou redémarrait',
  STOPPED: 'mise hors service par une personne',
  BURNER: 'le programme qui incruste les masques de confidentialité ne tournait pas',
  MASKED_BY_LAW: 'laissée de côté, comme la loi le demande',
}

export const phases: Text['phases'] = { OFF: 'éteint', CONNECTING: 'connexion en cours', STREAMING: 'images reçues', WAITING: 'nouvel essai à venir' }

export const rights: Text['rights'] = {
  VIEW_LIVE: 'regarder le direct',
  PLAY_BACK: 'relire',
  EXPORT: 'exporter',
  JUDGE: 'juger les alertes',
  STOP: 'arrêter la détection',
  CONFIGURE: 'configurer',
  INSPECT: 'contrôler',
  ADMINISTER: 'administrer',
  ANSWER_ACCESS: 'répondre aux demandes d’accès',
  OVERSEE: 'veiller à la façon dont les images sont consultées',
  SEE_CLEAR: 'voir en clair',
  STEER: 'diriger des caméras',
  RELAY_CLEAR: 'renvoyer des caméras en clair à des partenaires',
  ATTEND: 'connaître dehors les alertes confirmées et les incidents en cours, avec une image masquée de chaque alerte',
}
