package org.vigie.custody.program;

/// The names of what a request says, in both languages.
enum Label {
  TOWN("Town", "Commune"),
  NUMBER("Request", "Demande"),
  PERSON("Asked by", "Demandée par"),
  USE("For what", "Pour quoi"),
  REASON("Reason given", "Motif indiqué"),
  CAMERAS("Cameras", "Caméras"),
  FROM("From", "De"),
  TO("To", "À"),
  ASKED("Asked on", "Demandée le"),
  UNTIL("Open until", "Ouverte jusqu'à"),
  SET("Custodians asked", "Dépositaires sollicités"),
  LEDGER("Ledger then", "Registre alors"),
  KEYS("What your share helps open", "Ce que votre part aide à ouvrir"),
  FINGERPRINT("Fingerprint", "Empreinte");

  private final String english;
  private final String french;

  Label(String english, String french) {
    this.english = english;
    this.french = french;
  }

  String in(Lang lang) {
    return switch (lang) {
      case EN -> english;
      case FR -> french;
    };
  }
}
