import type { Text } from '../en.ts'

export const acts: Text['acts'] = {
  title: 'Arrêtés',
  lead: 'Rien n’est enregistré sans un arrêté d’enregistrement, et rien n’est recherché sans un arrêté de détection en plus. Chacun cesse de lui-même ; aucun ne s’écrit ici : son fichier vient de son autorité.',
  dossier: 'Dossier pour les autorités (PDF)',
  dossierSays: 'Plan, caméras, masques, conservation, règles et leur justesse, qui voit quoi : les faits d’une autorisation et d’une analyse d’impact, tels qu’ils sont maintenant',
  profile: (name, version) => `Jugés selon le profil juridique ${name}, version ${version}.`,
  kinds: { RECORDING: 'arrêté d’enregistrement', DETECTION: 'arrêté de détection' },
  states: {
    DRAFT: 'projet',
    PUBLISHED: 'publié, pas encore en vigueur',
    IN_FORCE: 'en vigueur',
    SUSPENDED: 'suspendu',
    REVOKED: 'abrogé',
    EXPIRED: 'expiré',
  },
  dates: 'Dates',
  signature: 'Signature',
  signed: 'signé par son autorité',
  unsigned: 'non signé',
  ordered: 'Ordonné',
  fileGone: 'son fichier a été retiré',
  why: 'Sur décision de qui, et pourquoi (sans nom)',
  orders: {
    suspend: {
      title: 'Suspendre cet arrêté',
      verb: 'Suspendre',
      consequence: {
        RECORDING: 'Les caméras que lui seul couvre cessent d’enregistrer en quelques secondes, et rien n’est plus recherché dans leurs images, jusqu’à sa reprise.',
        DETECTION: 'Ce que lui seul permet de rechercher ne l’est plus en quelques secondes, jusqu’à sa reprise. L’enregistrement continue.',
      },
    },
    resume: {
      title: 'Remettre cet arrêté en vigueur',
      verb: 'Remettre en vigueur',
      consequence: {
        RECORDING: 'Ses caméras enregistrent de nouveau aussitôt, dans les limites de ses dates.',
        DETECTION: 'Ses événements sont de nouveau recherchés aussitôt, dans les limites de ses dates.',
      },
    },
    revoke: {
      title: 'Abroger définitivement cet arrêté',
      verb: 'Abroger',
      consequence: {
        RECORDING: 'Les caméras que lui seul couvre cessent d’enregistrer en quelques secondes. C’est irréversible : une nouvelle décision porte un autre numéro.',
        DETECTION: 'Ce que lui seul permet de rechercher cesse de l’être en quelques secondes. C’est irréversible : une nouvelle décision porte un autre numéro.',
      },
    },
  },
}
