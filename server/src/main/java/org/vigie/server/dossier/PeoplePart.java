package org.vigie.server.dossier;

import java.io.IOException;
import java.time.ZoneId;
import java.util.stream.Collectors;
import org.vigie.governance.Role;
import org.vigie.server.notice.Tongue;
import org.vigie.server.paper.Column;

/// Of the file for the authorities, what concerns people: who decides, who sees, how it is kept,
/// and
/// what those who are filmed can ask. Pure.
record PeoplePart(Dossier dossier, Tongue tongue, ZoneId zone) {

  void print(Column column) throws IOException {
    oversight(column);
    seeing(column);
    keeping(column);
    security(column);
    rights(column);
  }

  private String say(String french, String english) {
    return tongue.say(french, english);
  }

  private void oversight(Column column) throws IOException {
    column.heading(say("Contrôle humain", "Human oversight"));
    column.paragraph(
        say(
            "Chaque signalement attend une personne, qui le confirme ou l’écarte en disant pourquoi. Rien ne se fait sans elle : aucun appel, aucun message, aucun mouvement de caméra, aucune poursuite. Ce que nul n’ouvre à temps est porté aux chefs de salle. Toute règle peut être arrêtée d’une touche, l’enregistrement restant intact ; une règle qui se trompe trop retourne d’elle-même à l’essai.",
            "Each alert waits for a person, who confirms or dismisses it and says why. Nothing is done before: no call, no message, no movement of a camera, no pursuit. What nobody opens in time is brought to the supervisors. Each rule can be stopped with one key, recording untouched; a rule that is wrong too often goes back on trial by itself."));
    int alerts = 0;
    int confirmed = 0;
    int dismissed = 0;
    for (var camera : dossier.cameras()) {
      for (var rule : camera.rules()) {
        for (var of : rule.byLight().values()) {
          alerts += of.alerts();
          confirmed += of.confirmed();
          dismissed += of.dismissed();
        }
      }
    }
    column.row(
        say("Mesuré depuis l’essai des règles", "Measured since rules were on trial"),
        say("%d signalés, %d confirmés, %d écartés", "%d alerts, %d confirmed, %d dismissed")
            .formatted(alerts, confirmed, dismissed));
  }

  private void seeing(Column column) throws IOException {
    column.heading(say("Qui voit quoi", "Who sees what"));
    column.paragraph(
        say(
            "À l’écran, personnes, véhicules et tout ce qui bouge sont masqués. Voir clair une caméra demande un motif, dure au plus le temps ci-dessous, se voit de tous ceux qui sont en service, et est inscrit avant d’avoir lieu. Chaque consultation, relecture, remise et modification est une inscription d’un registre qui ne peut être réécrit sans que cela se voie.",
            "On screen people, vehicles and everything that moves are masked. To see a camera clear takes a reason, lasts at most the time below, is seen by everybody on duty, and is entered before it happens. Each viewing, playback, handover and change is an entry of a ledger that cannot be rewritten unnoticed."));
    var profile = dossier.profile();
    column.row(
        say("Voir clair, au plus", "To see clear, at most"),
        profile.longestLiftMinutes() == 0
            ? say("jamais", "never")
            : tongue.length(profile.longestLiftMinutes()));
    for (var each : dossier.people()) {
      column.row(
          each.role().map(this::role).orElse(say("Plusieurs fonctions", "Several offices")),
          tongue.count(each.people(), "personne", "personnes", "person", "people")
              + say(
                      " ; formation inscrite pour %d, décision d’habilitation pour %d",
                      "; training on record for %d, a decision that habilitates for %d")
                  .formatted(each.trained(), each.decided()));
    }
    column.row(
        say("Programmes qui lisent", "Programs that read"),
        dossier.programs().isEmpty()
            ? say("aucun", "none")
            : tongue.count(dossier.programs().size(), "clé", "clés", "key", "keys")
                + say(", pour lire seulement ; droits : ", ", to read only; rights: ")
                + dossier.programs().stream()
                    .flatMap(program -> program.rights().stream())
                    .distinct()
                    .sorted()
                    .map(Enum::name)
                    .collect(Collectors.joining(", ")));
    var security = dossier.security();
    column.row(
        say("Entrer", "Signing in"),
        (security.secondFactorRequired()
                ? say("deux facteurs, exigés", "two factors, required")
                : say("deux facteurs, proposés", "two factors, offered"))
            + say(" ; poste verrouillé après ", "; workstation locked after ")
            + tongue.length(security.lockAfterMinutes()));
  }

  private String role(Role role) {
    return switch (role) {
      case OPERATOR -> say("Opérateurs", "Operators");
      case SUPERVISOR -> say("Chefs de salle", "Supervisors");
      case CUSTODIAN -> say("Dépositaires", "Custodians");
      case DATA_PROTECTION_OFFICER ->
          say("Délégué à la protection des données", "Data-protection officer");
      case INSPECTOR -> say("Contrôleurs", "Inspectors");
      case TECHNICIAN -> say("Techniciens", "Technicians");
      case ADMINISTRATOR -> say("Administrateurs", "Administrators");
      case FIELD -> say("Terrain", "Field");
    };
  }

  private void keeping(Column column) throws IOException {
    column.heading(say("Conservation et destruction", "Retention and destruction"));
    var sealing = dossier.declaration().sealing();
    column.row(
        say("Images", "Pictures"),
        say(
            "détruites au terme de l’acte de chaque caméra, clé d’abord ; chaque jour de destruction est prouvé au registre",
            "destroyed at the term of each camera’s act, key first; each day of destruction is proved in the ledger"));
    column.row(
        say("Limite du profil", "Limit of the profile"),
        tongue.length(dossier.profile().longestRetentionMinutes()));
    column.row(
        say("Extraits masqués des signalements", "Masked clips of alerts"),
        say("au plus ", "at most ") + tongue.length(dossier.clipsKeptMinutes()));
    column.row(
        say("Scellement", "Sealing"),
        sealing.sealed()
            ? say(
                    "passé le délai de relecture, %d des %d dépositaires, chacun sur sa machine, pour ouvrir",
                    "past the review window %d of %d custodians, each on a machine of their own, are needed to open")
                .formatted(sealing.needed(), sealing.custodians())
            : say(
                "pas encore : les clés sont sur la même machine",
                "not yet: the keys lie on the same machine"));
    column.row(
        say("Conservations judiciaires", "Judicial holds"),
        String.valueOf(dossier.figures().holds()));
  }

  private void security(Column column) throws IOException {
    column.heading(say("Sécurité", "Security"));
    var security = dossier.security();
    column.row(
        say("Images", "Pictures"),
        say(
            "chiffrées et enchaînées dès l’enregistrement",
            "encrypted and chained as they are recorded"));
    column.row(
        say("Registre", "Ledger"),
        say("arbre de Merkle, tête signée ; ", "Merkle tree, signed head; ")
            + tongue.count(
                security.witnesses(),
                "témoin sur une autre machine",
                "témoins sur d’autres machines",
                "witness on another machine",
                "witnesses on other machines"));
    column.row(
        say("Transport", "Transport"),
        security
            .tls()
            .map(
                shown ->
                    "TLS, "
                        + (shown.selfSigned()
                            ? say("certificat autosigné", "self-signed certificate")
                            : say("certificat de ", "certificate by ") + shown.issuer())
                        + say(", jusqu’au ", ", until ")
                        + tongue.date(shown.until(), zone))
            .orElse(
                say(
                    "HTTP sans chiffrement : pour la machine elle-même seulement",
                    "plain HTTP: for the machine itself only")));
    column.row(
        say("Décodage", "Decoding"),
        security
            .confined()
            .map(
                confined ->
                    confined
                        ? say(
                            "programmes à part, sans réseau, sans fichiers, sans clés",
                            "programs of their own, without network, files and keys")
                        : say(
                            "NON confiné : cette machine ne le permet pas (vigie doctor dit pourquoi)",
                            "NOT confined: this machine does not allow it (vigie doctor says why)"))
            .orElse(say("aucun", "none")));
  }

  private void rights(Column column) throws IOException {
    column.heading(say("Droits des personnes filmées", "Rights of people who are filmed"));
    var whom = dossier.declaration().whom();
    column.row(
        say("Réponse", "Answer"),
        say("sous ", "within ")
            + tongue.count(whom.answerWithinDays(), "jour", "jours", "day", "days"));
    column.row(say("Réclamation", "Complaint"), whom.complain());
    column.row(
        say("Page publique", "Public page"),
        dossier
            .declaration()
            .address()
            .map(Object::toString)
            .orElse(say("sans adresse déclarée", "without a declared address")));
    var year = dossier.figures().lastYear();
    if (year.isPresent()) {
      column.row(
          say("En un an", "In a year"),
          say(
                  "%d demandes d’accès, %d réponses dont %d hors délai ; %d ouvertures demandées, %d faites ; %d copies remises",
                  "%d requests for access, %d answers, %d of them late; %d openings asked for, %d done; %d copies handed over")
              .formatted(
                  year.get().accessReceived(),
                  year.get().accessAnswered(),
                  year.get().accessLate(),
                  year.get().openingsAsked(),
                  year.get().openingsOpened(),
                  year.get().handOvers()));
    }
  }
}
