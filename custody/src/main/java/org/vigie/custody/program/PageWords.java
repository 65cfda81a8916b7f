package org.vigie.custody.program;

/// The words of the page itself, in both languages.
enum PageWords {
  TITLE("Vigie custodian", "Vigie, dépositaire"),
  WAITING("Requests that wait for you", "Demandes qui vous attendent"),
  NOTHING("Nothing waits for you.", "Aucune demande ne vous attend."),
  NOT_LOOKED(
      "Open your keys to see what waits for you.", "Ouvrez vos clés pour voir ce qui vous attend."),
  LOOKED("Server asked at %s.", "Serveur interrogé à %s."),
  SELF_REFRESH(
      "This page looks again by itself every 20 seconds.",
      "Cette page s'actualise d'elle-même toutes les 20 secondes."),
  PASSPHRASE("Passphrase of your key file", "Phrase secrète de votre fichier de clés"),
  ONCE("Open my keys for this once", "Ouvrir mes clés pour cette fois seulement"),
  WHILE("Keep them open for 15 minutes", "Les garder ouvertes 15 minutes"),
  LOOK("Look for requests", "Voir les demandes"),
  CLOSE("Close my keys", "Fermer mes clés"),
  OPEN_UNTIL("Keys open until %s", "Clés ouvertes jusqu'à %s"),
  KEYS_CLOSED("Keys closed", "Clés fermées"),
  BACK("All requests", "Toutes les demandes"),
  REQUEST("Somebody asks to open sealed footage", "On demande à ouvrir des images scellées"),
  ZONE("Times are those of %s.", "Les heures sont celles de %s."),
  WHOLE(
      "A key opens a whole recording, at most an hour; Vigie gives out only what lies between From"
          + " and To.",
      "Une clé ouvre un enregistrement entier, d'une heure au plus ; Vigie n'en donne que ce qui"
          + " est compris entre De et À."),
  DECIDE("Your decision", "Votre décision"),
  DECLINE(
      "To decline, do nothing: without two custodians nothing opens. Both of you can compare the"
          + " request's fingerprint.",
      "Pour refuser, ne faites rien : sans deux dépositaires, rien ne s'ouvre. Vous pouvez comparer"
          + " l'empreinte de la demande à deux."),
  READ("I have read what is asked and why", "J'ai lu ce qui est demandé et pourquoi"),
  APPROVE("Approve and send my share", "Approuver et envoyer ma part"),
  QUOTED("\u201c%s\u201d", "\u00ab\u00a0%s\u00a0\u00bb"),
  APPROVED("approved by you", "approuvée par vous"),
  HINDERED("not for you to approve", "pas à vous de l'approuver"),
  FIRST_SET(
      "Are these your town's custodians?",
      "Est-ce bien le groupe de dépositaires de votre commune ?"),
  COMPARE(
      "The server says so. Compare the fingerprint with another custodian, face to face or by"
          + " telephone. From then on a set that does not follow from this one is refused.",
      "C'est ce que dit le serveur. Comparez l'empreinte avec un autre dépositaire, de vive voix ou"
          + " par téléphone. Ensuite, tout groupe qui ne lui succède pas sera refusé."),
  SET_OF("Set %d of %s", "Groupe %d de %s"),
  PIN("It is the same: remember it", "Elle est identique : la retenir"),
  HERE_ONLY(
      "This page exists on this machine only. Your keys never leave it, and never enter the"
          + " browser.",
      "Cette page n'existe que sur cette machine. Vos clés ne la quittent pas et n'entrent jamais"
          + " dans le navigateur.");

  private final String english;
  private final String french;

  PageWords(String english, String french) {
    this.english = english;
    this.french = french;
  }

  String in(Lang lang, Object... about) {
    var words =
        switch (lang) {
          case EN -> english;
          case FR -> french;
        };
    return words.formatted(about);
  }
}
