import type { Text } from '../en.ts'
import { nombre } from '../counting.ts'

export const alarms: Text['alarms'] = {
  title: 'Alarmes du système',
  none: 'aucune alarme du système',
  noneText: 'Rien à faire : Vigie fonctionne comme prévu.',
  count: (n) => nombre(n, 'alarme du système', 'alarmes du système'),
  since: (when) => `depuis ${when}`,
  until: (from, to) => `de ${from} à ${to}`,
  openHealth: 'État de tout le système',
  endedLately: 'Terminées récemment',
  allCameras: 'Toutes les caméras',
  allNext: 'Vérifiez le réseau, puis le disque, puis cette machine. Si tout va bien, redémarrez Vigie.',
  kinds: {
    NOT_RECORDING: {
      title: (what) => `${what} : rien ne s’enregistre`,
      next: 'Vérifiez son alimentation, son câble et le réseau, puis son adresse et son mot de passe. Vigie réessaie d’elle-même.',
    },
    BELOW_NORM: {
      title: (what) => `${what} : enregistrée sous sa norme`,
      next: 'Augmentez la taille ou la cadence d’image dans les réglages de la caméra, ou indiquez la classe qui convient à son plan.',
    },
    VOLUME_WRONG: {
      title: (what) => `Volume ${what} : absent, ou ce n’est pas le bon`,
      next: 'Montez le bon disque. Vigie n’écrit rien à sa place.',
    },
    VOLUME_SPACE: {
      title: (what) =>
        what === 'kept clips' ? 'Les séquences d’alertes ne sont pas conservées : la place manque' : `Volume ${what} : la place manque`,
      next: 'Ajoutez un volume ou réduisez la conservation. Rien de ce qu’un arrêté protège n’est supprimé pour faire de la place.',
    },
    DISK_FAILED: {
      title: (what) => `Volume ${what} : une écriture a échoué`,
      next: 'Lisez les erreurs du disque dans le journal du système, et prévoyez son remplacement.',
    },
    OVERLOAD: { title: (what) => `${what} : images perdues sous la charge`, next: 'Vérifiez la charge de cette machine et la vitesse de son disque.' },
    INDEX_MISMATCH: {
      title: (what) => `Volume ${what} : l’index et le disque ne concordent pas`,
      next: 'Lancez vigie reindex quand la commune peut se passer d’enregistrement un moment ; les images ne sont pas touchées.',
    },
    UNREADABLE: { title: (what) => `Volume ${what} : un fichier est illisible`, next: 'Vérifiez le disque. Le registre dit de quelles images il s’agit.' },
    CLOCK: { title: () => 'L’horloge de cette machine n’est pas sûre', next: 'Vérifiez sa synchronisation (NTP), puis confirmez que l’heure est juste.' },
    CAMERA_DRIFT: { title: (what) => `${what} : son horloge dérive`, next: 'Réglez la caméra sur le serveur de temps de la commune.' },
    BURNER: {
      title: (what) => `${what} : ses masques ne peuvent pas être incrustés`,
      next: 'Rien de cette caméra n’est enregistré sans eux. Vigie relance le programme ; si cela dure, lisez le journal.',
    },
    LEDGER: { title: () => 'Le registre ne peut pas être écrit', next: 'Vérifiez le disque du dossier de données. Ce qui exige une inscription attend jusque-là.' },
    DWELLINGS_UNMASKED: {
      title: (what) => `${what} donne sur des habitations et n’a pas de masque`,
      next: 'Tracez ses masques sur sa page ; ce qu’ils couvrent n’est alors jamais stocké.',
    },
    VIEW_BLINDED: { title: (what) => `${what} : éblouie ou aveugle`, next: 'Cherchez une lampe qui l’éblouit, ou un éclairage qui manque.' },
    VIEW_DEFOCUSED: { title: (what) => `${what} : image floue`, next: 'Nettoyez la vitre, puis refaites la mise au point.' },
    CAMERA_AWAY: {
      title: (what) => `${what} : dirigée, et pas revenue`,
      next: 'Elle regarde ailleurs que là où ses zones sont tracées, et ses règles se reposent. Renvoyez-la à sa position ; si elle ne répond pas, voyez son réseau ou son moteur.',
    },
    INNER_MASKS: {
      title: (what) => `${what} : ne masque plus ce qu’elle devait masquer`,
      next: 'Ses propres masques ont été retirés, ou elle a été réinitialisée. Remettez-les avec `vigie camera masks` ; ce que couvrent les privacy_masks de la configuration reste peint ici.',
    },
    PRESETS: {
      title: (what) => `${what} : ce qui est tracé pour une position ne sert pas`,
      next: 'La caméra ne mémorise pas cette position, ou y montre une autre vue qu’avant. Là où des masques sont tracés et où la position n’est pas connue, toute l’image est couverte. Faites mémoriser la position à la caméra sous le même nom, ou tracez de nouveau.',
    },
    VIEW_MOVED: {
      title: (what) => `${what} : déplacée, ses règles sont suspendues`,
      next: 'Remettez-la en place, ou retracez ses zones et ses masques ; puis dites sur sa page que le plan est bon.',
    },
    VIEW_COVERED: { title: (what) => `${what} : quelque chose couvre l’objectif`, next: 'Allez voir, et retirez-le.' },
    GROUP_OUTAGE: {
      title: () => 'Plusieurs caméras perdues en même temps',
      next: 'Une cause commune est probable : vérifiez ce qu’elles partagent, commutateur, alimentation, câble ou liaison radio.',
    },
    UNCONFINED: {
      title: () => 'Les yeux ne sont pas confinés',
      next: 'Ils lisent ce qu’envoient les caméras avec tous les droits de Vigie. Installez bubblewrap, autorisez les espaces de noms utilisateur, puis relancez Vigie.',
    },
    UPGRADE_UNDONE: {
      title: () => 'Une mise à jour a été annulée',
      next: 'La version précédente fonctionne, et tout ce qui a été enregistré est là. Installez une autre version, ou corrigez la cause et réessayez celle-ci.',
    },
    RULE_BELOW_FLOOR: {
      title: (what) => `Règle ${what} : moins souvent juste que déclaré, de nouveau en observation`,
      next: 'Regardez ce qu’elle a signalé, corrigez sa zone ou ses réglages, puis remettez-la en service depuis sa page.',
    },
    CERTIFICATE: {
      title: () => 'Le certificat expire bientôt, ou le suivant est inutilisable',
      next: 'Renouvelez-le et écrivez les deux fichiers ; ils sont pris en une demi-minute. Ce qui ne va pas est dit dans l’alarme même.',
    },
    WITNESS_SILENT: {
      title: (what) => `Témoin ${what} : aucune cosignature depuis un jour`,
      next: 'Demandez à qui le tient si vigie witness y tourne et joint cette machine.',
    },
    LEDGER_CONTRADICTED: {
      title: () => 'Un témoin contredit le registre',
      next: 'Il a été réécrit, ou remis d’une copie plus ancienne. Prévenez le délégué à la protection des données ; ne touchez à rien.',
    },
    ACCESS_DUE: {
      title: (what) => `Demande d’accès ${what} : la réponse est due`,
      next: 'Répondez à la page Demandes, ou prolongez le délai tant que le premier mois dure.',
    },
    ACCESS_FOOTAGE: {
      title: (what) => `Demande d’accès ${what} : ses images vont être détruites`,
      next: 'Rien n’en est encore copié. Faites la copie masquée à la page Demandes : la destruction n’attend pas.',
    },
    ACT_ENDS: {
      title: (what) => `Arrêté ${String(what).replace(/ \d+$/, '')} : prend fin dans ${String(what).replace(/^.* /, '')} jours au plus, et aucun ne lui succède`,
      next: 'Demandez le suivant à son autorité, et placez son fichier dans le dossier des arrêtés.',
    },
    ACTS_REFUSED: {
      title: () => 'Un arrêté est inutilisable',
      next: 'Ceux en vigueur le restent. Corrigez le fichier nommé ci-dessous, ou faites-le signer par son autorité.',
    },
    NOT_TOLD: {
      title: (what) => `Destinataire ${what} : ne reçoit pas les alarmes`,
      next: 'Lancez vigie tell sur cette machine : elle dit pourquoi. Ce qui attend part dès que le destinataire répond.',
    },
    NOT_HEARD: {
      title: (what) => `Source ${what} : pas entendue`,
      next: 'Voyez son serveur MQTT ou sa caméra : la page État dit pourquoi. D’ici là, personne n’apprend ici ce qu’elle signale.',
    },
    HOLD_REVIEW: {
      title: () => 'Une conservation judiciaire n’a pas été revue à temps',
      next: 'Voyez à la page Scellés si elle est encore nécessaire : maintenez-la, ou levez-la.',
    },
    DELETION_LATE: {
      title: (what) =>
        what === 'kept clips'
          ? 'Des séquences conservées dépassent leur terme et ne sont pas détruites'
          : `Volume ${what} : des images dépassent leur terme et ne sont pas détruites`,
      next: 'Lisez pourquoi ci-dessous et réparez : le volume, le dossier de données et le registre doivent pouvoir être écrits. Vigie les détruit alors dans la minute.',
    },
    DATABASE: {
      title: (what) => `Base ${what} : disparue, illisible ou trop ancienne`,
      next: 'Le journal dit ce que Vigie a fait ; remettez une copie s’il y en a une.',
    },
  },
}
