package org.vigie.server.log;

import org.vigie.desk.Incident;
import org.vigie.desk.IncidentKind;
import org.vigie.desk.LineKind;
import org.vigie.server.notice.Tongue;

/// The words of the log, in both languages; those of the console, as they stand on paper.
final class LogWords {

  private LogWords() {}

  static String of(IncidentKind kind, Tongue tongue) {
    return switch (kind) {
      case PERSON_IN_DIFFICULTY -> tongue.say("Personne en difficulté", "Person in difficulty");
      case ACCIDENT -> tongue.say("Accident", "Accident");
      case FIRE -> tongue.say("Feu, fumée", "Fire, smoke");
      case FIGHT -> tongue.say("Rixe", "Fight");
      case THEFT_OR_DAMAGE -> tongue.say("Vol, dégradation", "Theft, damage");
      case INTRUSION -> tongue.say("Intrusion", "Intrusion");
      case CROWD -> tongue.say("Foule", "Crowd");
      case OBSTRUCTION -> tongue.say("Voie entravée", "Way blocked");
      case ABANDONED_OBJECT -> tongue.say("Objet abandonné", "Abandoned object");
      case OTHER -> tongue.say("Autre", "Other");
    };
  }

  static String of(Incident.Status status, Tongue tongue) {
    return switch (status) {
      case OPEN -> tongue.say("ouvert", "open");
      case ON_SITE -> tongue.say("sur place", "on site");
      case CLOSED -> tongue.say("clos", "closed");
    };
  }

  static String of(LineKind kind, Tongue tongue) {
    return switch (kind) {
      case OPENED -> tongue.say("Incident ouvert", "Incident opened");
      case NOTED -> tongue.say("Note", "Note");
      case TEAM_SENT -> tongue.say("Équipe envoyée", "Team sent");
      case ON_SITE -> tongue.say("Équipe sur place", "Team on site");
      case CAMERA_ADDED -> tongue.say("Caméra ajoutée", "Camera added");
      case ALERT_LINKED -> tongue.say("Alerte rattachée", "Alert linked");
      case CLOSED -> tongue.say("Incident clos", "Incident closed");
      case REOPENED -> tongue.say("Incident rouvert", "Incident opened again");
      case BOOKMARKED -> tongue.say("Signet", "Bookmark");
      case HANDED_OVER -> tongue.say("Consigne de relève", "Handover note");
      case ACKNOWLEDGED -> tongue.say("Consigne lue", "Handover note read");
    };
  }
}
