package org.vigie.server.notice;

import java.time.ZoneId;
import java.util.Optional;
import org.vigie.governance.ActState;

/// The public page as HTML: no script, no style in the page, nothing from elsewhere. Pure.
public final class NoticePage {

  private static final double WIDE = 940;
  private static final double NARROW = 350;

  private final Notice notice;
  private final Declaration said;
  private final Figures figures;
  private final Tongue tongue;
  private final FactWords words;
  private final ZoneId zone;
  private final Html html = new Html();

  private NoticePage(Notice notice, Tongue tongue, ZoneId zone) {
    this.notice = notice;
    this.said = notice.declaration();
    this.figures = notice.figures();
    this.tongue = tongue;
    this.words = new FactWords(tongue);
    this.zone = zone;
  }

  /// The whole page, in UTF-8.
  ///
  /// @param zone in which dates are written
  public static String of(Notice notice, Tongue tongue, ZoneId zone) {
    return new NoticePage(notice, tongue, zone).write();
  }

  private String say(String french, String english) {
    return tongue.say(french, english);
  }

  private String write() {
    html.add(
            "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
            tongue.code())
        .add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .add("<meta name=\"color-scheme\" content=\"light dark\">\n")
        .add("<title>%s</title>\n", said.town() + say(" : les caméras", ": the cameras"))
        .add("<link rel=\"stylesheet\" href=\"/public/notice.css\">\n</head>\n<body>\n");
    head();
    html.add("<main>\n");
    plan();
    whom();
    acts();
    events();
    footage();
    cameras();
    machines();
    html.add("</main>\n</body>\n</html>\n");
    return html.toString();
  }

  private void head() {
    html.add("<header>\n<p class=\"town\">%s</p>\n", said.town())
        .add("<nav aria-label=\"%s\">", say("Langue", "Language"));
    for (var each : Tongue.values()) {
      var name = each == Tongue.FRENCH ? "Français" : "English";
      if (each == tongue) {
        html.add("<span lang=\"%s\" aria-current=\"true\">%s</span>", each.code(), name);
      } else {
        html.add(
            "<a lang=\"%s\" hreflang=\"%s\" href=\"/public?lang=%s\">%s</a>",
            each.code(), each.code(), each.code(), name);
      }
    }
    html.add(
            "</nav>\n<h1>%s</h1>\n",
            say("Ce qui est filmé, et pourquoi", "What is filmed, and why"))
        .add("<p class=\"lead\">%s %s</p>\n", lead(), say(NOBODY_FR, NOBODY_EN));
    if (notice.publication().isEmpty()) {
      html.add(
          "<p class=\"draft\">%s</p>\n",
          say("Aperçu : cette page n’est pas publiée.", "Preview: this page is not published."));
    }
    html.add("</header>\n");
  }

  private static final String NOBODY_FR =
      "Personne n’est identifié : ni visage, ni plaque, ni démarche ne sont reconnus, et personne"
          + " n’est suivi d’une caméra à l’autre.";
  private static final String NOBODY_EN =
      "Nobody is identified: no face, plate or gait is recognised, and nobody is followed from one"
          + " camera to another.";

  private String lead() {
    var cameras =
        tongue.count(
            said.cameras().size(),
            "caméra filme",
            "caméras filment",
            "camera films",
            "cameras film");
    var sentence = cameras + say(" des lieux de ", " places of ") + said.town() + ".";
    return said.detects()
        ? sentence
            + say(
                " Un logiciel y cherche les événements nommés plus bas, et rien d’autre.",
                " Software looks for the events named below, and for nothing else.")
        : sentence
            + say(" Aucun logiciel n’y cherche d’événement.", " No software looks for any event.");
  }

  private void section(String id, String french, String english) {
    html.add(
        "<section aria-labelledby=\"%s\">\n<h2 id=\"%s\">%s</h2>\n", id, id, say(french, english));
  }

  private void end() {
    html.add("</section>\n");
  }

  private void plan() {
    Optional<String> wide = SitePlan.draw(said.cameras(), tongue, WIDE);
    if (wide.isEmpty()) {
      return;
    }
    section("plan", "Où", "Where");
    html.add("<figure class=\"plan\">\n<div class=\"wide\">")
        .add(wide.get())
        .add("</div>\n<div class=\"narrow\">")
        .add(SitePlan.draw(said.cameras(), tongue, NARROW).orElseThrow())
        .add("</div>\n<figcaption>%s</figcaption>\n</figure>\n", caption());
    end();
  }

  private String caption() {
    long missing = said.cameras().stream().filter(c -> c.position().isEmpty()).count();
    var text =
        say(
            "Les numéros sont ceux de la liste. Le secteur montre ce que la caméra embrasse.",
            "The numbers are those of the list. The sector shows what the camera overlooks.");
    return missing == 0
        ? text
        : text
            + " "
            + tongue.count(
                missing,
                "caméra n’est pas sur le plan : sa position n’est pas encore déclarée.",
                "caméras ne sont pas sur le plan : leur position n’est pas encore déclarée.",
                "camera is not on the plan: its position is not declared yet.",
                "cameras are not on the plan: their positions are not declared yet.");
  }

  private void whom() {
    var whom = said.whom();
    section("whom", "À qui s’adresser", "Whom to ask");
    html.add("<dl>\n");
    entry(say("Responsable", "Responsible"), whom.responsible().orElse(notSaid()));
    entry(
        say("Questions, accès aux images", "Questions, access to pictures"),
        whom.ask().orElse(notSaid()));
    whom.dataProtection()
        .ifPresent(
            at -> entry(say("Délégué à la protection des données", "Data-protection officer"), at));
    entry(
        say("Réponse", "Answer"),
        say("sous ", "within ")
            + tongue.count(whom.answerWithinDays(), "jour", "jours", "day", "days"));
    entry(say("Réclamation", "Complaint"), whom.complain());
    html.add("</dl>\n<p>%s</p>\n", rights());
    end();
  }

  private String rights() {
    return say(
        "Vous pouvez demander à voir les images où vous figurez et savoir quand elles ont été"
            + " détruites. Dites le lieu, le jour et l’heure : les images sont détruites au terme"
            + " indiqué pour chaque caméra.",
        "You may ask to see the pictures in which you are, and to be told when they were destroyed."
            + " Say the place, the day and the hour: pictures are destroyed at the term given for"
            + " each camera.");
  }

  private String notSaid() {
    return say("pas encore déclaré", "not declared yet");
  }

  private void entry(String term, String text) {
    html.add("<dt>%s</dt><dd>%s</dd>\n", term, text);
  }

  private void acts() {
    section("acts", "En vertu de quels actes", "Under which acts");
    if (said.recordingActs().stream().noneMatch(act -> act.state() == ActState.IN_FORCE)) {
      html.add(
          "<p>%s</p>\n",
          say(
              "Aucun acte n’est en vigueur : rien n’est enregistré.",
              "No act is in force: nothing is recorded."));
    }
    for (var act : said.recordingActs()) {
      html.add("<h3>%s</h3>\n<dl>\n", say("Enregistrer : acte ", "To record: act ") + act.number());
      entry(say("Autorité", "Authority"), act.authority());
      entry(say("Dates", "Dates"), words.dates(act.from(), act.until(), zone));
      entry(say("État", "State"), words.state(act.state(), act.signed()));
      entry(say("Finalités", "Purposes"), words.purposes(act.purposes()));
      entry(say("Périmètre", "Perimeter"), act.perimeter());
      entry(
          say("Images détruites après", "Pictures destroyed after"),
          tongue.length(act.retentionMinutes()));
      html.add("</dl>\n");
    }
    for (var act : said.detectionActs()) {
      html.add("<h3>%s</h3>\n<dl>\n", say("Détecter : acte ", "To detect: act ") + act.number());
      entry(say("Autorité", "Authority"), act.authority());
      entry(say("Dates", "Dates"), words.dates(act.from(), act.until(), zone));
      entry(say("État", "State"), words.state(act.state(), act.signed()));
      entry(say("Événements permis", "Events allowed"), words.events(act.events()));
      html.add("</dl>\n");
    }
    end();
  }

  private void events() {
    section("events", "Ce que cherche le logiciel", "What the software looks for");
    if (figures.events().isEmpty()) {
      html.add("<p>%s</p>\n", say("Rien.", "Nothing."));
      end();
      return;
    }
    html.add(
        "<p>%s</p>\n",
        say(
            "Chaque signalement est vu par une personne, qui le confirme ou l’écarte ; rien ne se"
                + " fait sans elle. La justesse est la part des signalements confirmés, mesurée ici,"
                + " caméra par caméra.",
            "Each alert is looked at by a person, who confirms or dismisses it; nothing is done"
                + " before. Precision is the share of alerts that were confirmed, measured here,"
                + " camera by camera."));
    html.add("<table>\n<thead><tr><th scope=\"col\">%s</th>", say("Événement", "Event"))
        .add("<th scope=\"col\">%s</th>", say("Caméra", "Camera"))
        .add("<th scope=\"col\" class=\"figure\">%s</th>", say("Signalés", "Alerts"))
        .add("<th scope=\"col\" class=\"figure\">%s</th>", say("Écartés", "Dismissed"))
        .add(
            "<th scope=\"col\" class=\"figure\">%s</th></tr></thead>\n<tbody>\n",
            say("Justesse", "Precision"));
    figures.events().forEach(this::row);
    html.add("</tbody>\n</table>\n");
    end();
  }

  private void row(Figures.Measured of) {
    var name = said.camera(of.camera()).map(Declaration.Camera::name).orElse(of.camera());
    html.add("<tr><th scope=\"row\">%s", Words.event(of.event(), tongue));
    if (of.experimental()) {
      html.add(" <span class=\"note\">%s</span>", say("expérimental", "experimental"));
    }
    if (of.trial()) {
      html.add(" <span class=\"note\">%s</span>", say("à l’essai", "on trial"));
    }
    if (!of.running()) {
      html.add(" <span class=\"note\">%s</span>", say("arrêté en ce moment", "stopped at present"));
    }
    html.add("</th><td>%s</td>", name);
    boolean counts = !of.event().raisesAlerts();
    figure(say("Signalés", "Alerts"), counts ? "–" : String.valueOf(of.alerts()));
    figure(say("Écartés", "Dismissed"), counts ? "–" : String.valueOf(of.dismissed()));
    figure(
        say("Justesse", "Precision"),
        counts
            ? "–"
            : of.precision()
                .map(tongue::percent)
                .orElse(say("pas encore mesurée", "not measured yet")));
    html.add("</tr>\n");
  }

  /// A figure with its name, which narrow pages show beside it.
  private void figure(String name, String value) {
    html.add("<td class=\"figure\" data-name=\"%s\">%s</td>", name, value);
  }

  private void footage() {
    var sealing = said.sealing();
    section("footage", "Qui voit les images", "Who sees the pictures");
    html.add(
            "<p>%s</p>\n",
            say(
                "À l’écran, personnes, véhicules et tout ce qui bouge sont masqués. Chaque"
                    + " consultation est inscrite, avant d’avoir lieu, dans un registre qui ne peut"
                    + " être réécrit sans que cela se voie.",
                "On screen people, vehicles and everything that moves are masked. Each viewing is"
                    + " written, before it takes place, into a ledger that cannot be rewritten"
                    + " unnoticed."))
        .add("<p>%s</p>\n", sealing.sealed() ? sealed(sealing) : unsealed());
    figures
        .lastYear()
        .ifPresent(
            year -> {
              html.add("<dl class=\"counts\">\n");
              entry(
                  say("Ouvertures demandées en un an", "Openings asked for in a year"),
                  String.valueOf(year.openingsAsked()));
              entry(
                  say("dont ouvertes par deux dépositaires", "of them opened by two custodians"),
                  String.valueOf(year.openingsOpened()));
              entry(
                  say("Copies remises en un an", "Copies handed over in a year"),
                  String.valueOf(year.handOvers()));
              entry(
                  say(
                      "Demandes d’accès de personnes filmées en un an",
                      "Requests for access by people who were filmed, in a year"),
                  String.valueOf(year.accessReceived()));
              entry(
                  say("Réponses données, dont hors délai", "Answers given, of them late"),
                  "%d, %d".formatted(year.accessAnswered(), year.accessLate()));
              entry(
                  say("Conservations ordonnées par la justice", "Judicial holds in force"),
                  String.valueOf(figures.holds()));
              html.add("</dl>\n");
            });
    end();
  }

  private String sealed(Declaration.Sealing sealing) {
    return say(
        "Passé le délai de relecture de chaque caméra, les images sont scellées : il faut %d des %d dépositaires de la ville, chacun sur sa machine, pour les ouvrir."
            .formatted(sealing.needed(), sealing.custodians()),
        "Past each camera's review window pictures are sealed: %d of the town's %d custodians, each on a machine of their own, are needed to open them."
            .formatted(sealing.needed(), sealing.custodians()));
  }

  private String unsealed() {
    return say(
        "Les images sont chiffrées, mais non scellées : leurs clés sont sur la même machine.",
        "Pictures are encrypted but not sealed: their keys lie on the same machine.");
  }

  private void cameras() {
    section("cameras", "Les caméras", "The cameras");
    html.add("<ol class=\"cameras\">\n");
    said.cameras().forEach(this::camera);
    html.add("</ol>\n");
    end();
  }

  private void camera(Declaration.Camera camera) {
    html.add("<li id=\"camera-%s\"><h3>%s</h3>\n", camera.id(), camera.name());
    camera.place().ifPresent(place -> html.add("<p class=\"place\">%s</p>\n", place));
    html.add("<dl>\n");
    entry(
        say("Finalité", "Purpose"),
        camera.purpose().map(p -> Words.purpose(p, tongue)).orElse(notSaid()));
    entry(say("Position", "Position"), camera.position().map(words::position).orElse(notSaid()));
    entry(say("Champ", "View"), camera.fieldOfView().map(words::view).orElse(notSaid()));
    if (camera.steerable()) {
      entry(
          say("Orientable", "Can be turned"),
          say(
              "un opérateur peut la tourner, ce qui est inscrit au registre ; elle revient d’elle-même, et rien n’est détecté pendant ce temps",
              "an operator may turn it, which is entered in the ledger; it comes back by itself, and nothing is looked for meanwhile"));
    }
    if (camera.painted()) {
      entry(
          say("Occulté", "Painted over"),
          say(
              "des parties de l’image, avant tout enregistrement",
              "parts of the picture, before anything is recorded"));
    }
    entry(say("Enregistre", "Records"), recording(camera));
    entry(
        say("Détecte", "Detects"),
        camera.events().isEmpty() ? say("rien", "nothing") : words.events(camera.events()));
    html.add("</dl>\n");
    if (said.address().isPresent() && notice.publication().isPresent()) {
      html.add(
          "<p class=\"sign\"><a href=\"/public/sign/%s.pdf?lang=%s\">%s</a></p>\n",
          camera.id(),
          tongue.code(),
          say("Le panneau de cette caméra (PDF)", "This camera's sign (PDF)"));
    }
    html.add("</li>\n");
  }

  private String recording(Declaration.Camera camera) {
    if (camera.act().isEmpty()) {
      return say("rien : aucun acte ne le permet", "nothing: no act allows it");
    }
    var text =
        say("acte ", "act ")
            + camera.act().get()
            + say(" ; détruit après ", "; destroyed after ")
            + tongue.length(camera.retentionMinutes().orElse(0L));
    return text
        + say(" ; relecture pendant ", "; can be reviewed for ")
        + tongue.length(camera.reviewWindowMinutes().orElse(0L));
  }

  private void machines() {
    section("data", "Pour vérifier", "To check it");
    html.add(
            "<p>%s ",
            say(
                "Cette page est tirée de la configuration en service, le ",
                "This page is made from the running configuration, on "))
        .add("%s. ", tongue.time(figures.asOf(), zone))
        .add("%s ", say("Les mêmes données, pour machines :", "The same data, for machines:"))
        .add("<a href=\"/public/vigie.json\">vigie.json</a>, ")
        .add("<a href=\"/public/cameras.geojson\">cameras.geojson</a>, ")
        .add("<a href=\"/public/declaration.json\">declaration.json</a>.</p>\n");
    notice
        .publication()
        .ifPresent(
            made ->
                html.add(
                        "<p>%s",
                        say(
                                "Ce qui est déclaré a été publié le ",
                                "What is declared was published on ")
                            + tongue.time(made.at(), zone)
                            + say(" ; inscription au registre n° ", "; ledger entry ")
                            + made.entry()
                            + ".")
                    .add(
                        " %s</p>\n",
                        say(
                            "Empreinte SHA-256 de declaration.json :",
                            "SHA-256 of declaration.json:"))
                    .add("<p class=\"hash\">%s</p>\n", made.sha256()));
    end();
  }
}
