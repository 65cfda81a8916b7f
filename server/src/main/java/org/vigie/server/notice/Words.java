package org.vigie.server.notice;

import org.vigie.governance.Purpose;
import org.vigie.model.EventType;

/// Purposes and events as the public reads them.
final class Words {

  private Words() {}

  static String purpose(Purpose purpose, Tongue in) {
    return switch (purpose) {
      case PUBLIC_BUILDINGS ->
          in.say(
              "Protection des bâtiments et installations publics et de leurs abords",
              "Protection of public buildings and installations, and of what surrounds them");
      case NATIONAL_DEFENCE ->
          in.say(
              "Sauvegarde des installations utiles à la défense nationale",
              "Protection of installations that serve national defence");
      case TRAFFIC_FLOW ->
          in.say("Régulation des flux de transport", "Regulation of the flow of traffic");
      case TRAFFIC_OFFENCES ->
          in.say("Constatation des infractions routières", "Recording of traffic offences");
      case SAFETY_OF_PERSONS_AND_GOODS ->
          in.say(
              "Prévention des atteintes à la sécurité des personnes et des biens",
              "Prevention of harm to the safety of persons and goods");
      case TERRORISM_PREVENTION ->
          in.say("Prévention d’actes de terrorisme", "Prevention of acts of terrorism");
      case NATURAL_AND_TECHNOLOGICAL_RISKS ->
          in.say(
              "Prévention des risques naturels ou technologiques",
              "Prevention of natural or technological risks");
      case RESCUE_AND_FIRE ->
          in.say(
              "Secours aux personnes et défense contre l’incendie",
              "Rescue of persons and defence against fire");
      case AMUSEMENT_PARKS ->
          in.say("Sécurité des parcs d’attraction", "Safety in amusement parks");
      case VEHICLE_INSURANCE ->
          in.say(
              "Respect de l’obligation d’assurance des véhicules",
              "Observance of the duty to insure vehicles");
      case ILLEGAL_DUMPING ->
          in.say(
              "Prévention et constatation de l’abandon de déchets",
              "Prevention and recording of illegal dumping");
    };
  }

  static String event(EventType event, Tongue in) {
    return switch (event) {
      case ABANDONED_OBJECT -> in.say("Objet abandonné", "Abandoned object");
      case WEAPON -> in.say("Arme", "Weapon");
      case WRONG_WAY -> in.say("Circulation à contresens", "Movement in the wrong direction");
      case INTRUSION -> in.say("Intrusion dans une zone interdite", "Intrusion into a zone");
      case PERSON_DOWN -> in.say("Personne au sol après une chute", "Person on the ground");
      case CROWD_MOVEMENT -> in.say("Mouvement de foule", "Crowd movement");
      case DENSITY -> in.say("Trop de monde en un lieu", "Too many people in one place");
      case FIRE -> in.say("Départ de feu", "Start of a fire");
      case LINE_COUNT -> in.say("Comptage anonyme de passages", "Anonymous count of passages");
    };
  }
}
