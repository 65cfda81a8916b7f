package org.vigie.server.dossier;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.vigie.desk.Light;
import org.vigie.desk.RuleReport;
import org.vigie.server.notice.Declaration;
import org.vigie.server.notice.FactWords;
import org.vigie.server.notice.Tongue;
import org.vigie.server.paper.Column;
import org.vigie.server.paper.PaperProof;
import org.vigie.server.paper.Sheet;

/// Prints the file for the authorities on pages of A4. Pure.
public final class DossierPrinter {

  private static final float PICTURE_WIDTH = 128;
  private static final float PICTURE_HEIGHT = 72;
  private static final float MASK = 0.3f;

  private final Dossier dossier;
  private final Declaration said;
  private final PaperProof proof;
  private final Tongue tongue;
  private final FactWords words;
  private final SettingWords settings;
  private final ZoneId zone;

  /// @param zone in which times are written
  public DossierPrinter(Dossier dossier, PaperProof proof, Tongue tongue, ZoneId zone) {
    this.dossier = dossier;
    this.said = dossier.declaration();
    this.proof = proof;
    this.tongue = tongue;
    this.words = new FactWords(tongue);
    this.settings = new SettingWords(tongue);
    this.zone = zone;
  }

  /// The document's bytes.
  public byte[] print() throws IOException {
    try (var document = new PDDocument()) {
      document.getDocumentInformation().setTitle(title() + " – " + said.town());
      document.getDocumentCatalog().setLanguage(tongue.code());
      try (var column = new Column(document)) {
        column.title(said.town(), title());
        head(column);
        acts(column);
        plan(column);
        cameras(column);
        detection(column);
        var people = new PeoplePart(dossier, tongue, zone);
        people.print(column);
        new LeftToSay(tongue).print(column);
        proof.print(
            column,
            tongue,
            say("Données", "Data"),
            say(
                "Le fichier joint dossier.json dit la même chose pour une machine. Son empreinte SHA-256 doit être celle ci-dessus ; l’inscription du registre la porte aussi, proof.json montre qu’elle est dans la tête signée, checkpoint.txt. Qui a reçu ce dossier peut demander, plus tard, ce qui a changé depuis : vigie verify ledger.",
                "The attached file dossier.json says the same for a machine. Its SHA-256 should be the one above; the ledger’s entry has it too, proof.json shows that this entry is in the signed head, checkpoint.txt. Whoever received this file can ask later what has changed since: vigie verify ledger."));
        column.foot(title() + " · SHA-256 " + proof.sha256());
      }
      proof.attach(document);
      var bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    }
  }

  private String say(String french, String english) {
    return tongue.say(french, english);
  }

  private String title() {
    return say("Vidéoprotection : le dossier", "Video supervision: the file");
  }

  private String notSaid() {
    return say("pas encore déclaré", "not declared yet");
  }

  private void head(Column column) throws IOException {
    var profile = dossier.profile();
    column.paragraph(
        say(
            "Tiré de la configuration en service : ce document dit ce que fait le système, non ce qu’il devrait faire. Il réunit les faits qu’attendent une demande d’autorisation (CSI, art. R252-3), une analyse d’impact relative à la protection des données (RGPD, art. 35) et une analyse d’impact sur les droits fondamentaux (règlement sur l’IA, art. 27). Ce que seule la collectivité peut dire est nommé à la fin.",
            "Made from the running configuration: this document says what the system does, not what it should do. It brings together the facts that a request for authorisation (CSI, art. R252-3), a data-protection impact assessment (GDPR, art. 35) and a fundamental-rights impact assessment (AI Act, art. 27) call for. What only the town can say is named at the end."));
    column.row(say("Fait le", "Made"), tongue.time(dossier.made(), zone));
    column.row(say("Responsable", "Responsible"), said.whom().responsible().orElse(notSaid()));
    column.row(
        say("Questions, accès aux images", "Questions, access to pictures"),
        said.whom().ask().orElse(notSaid()));
    column.row(
        say("Délégué à la protection des données", "Data-protection officer"),
        said.whom().dataProtection().orElse(notSaid()));
    column.row(
        say("Logiciel", "Software"),
        "Vigie "
            + dossier.version()
            + say(
                ", ouvert (EUPL-1.2), sur la machine de la ville",
                ", open (EUPL-1.2), on the town’s own machine"));
    column.row(
        say("Profil juridique", "Legal profile"),
        "%s, version %d%s; SHA-256 %s"
            .formatted(
                profile.name(),
                profile.version(),
                profile.signedBy().isEmpty()
                    ? ""
                    : say(", signé avec ", ", signed with ") + profile.signedBy(),
                profile.sha256()));
  }

  private void acts(Column column) throws IOException {
    column.heading(say("Finalités et actes", "Purposes and acts"));
    if (said.recordingActs().isEmpty()) {
      column.paragraph(
          say(
              "Aucun acte d’enregistrement : rien n’est enregistré.",
              "No recording act: nothing is recorded."));
    }
    for (var act : said.recordingActs()) {
      column.subheading(say("Enregistrer : acte ", "To record: act ") + act.number());
      column.row(say("Autorité", "Authority"), act.authority());
      column.row(say("Dates", "Dates"), words.dates(act.from(), act.until(), zone));
      column.row(say("État", "State"), words.state(act.state(), act.signed()));
      column.row(say("Finalités", "Purposes"), words.purposes(act.purposes()));
      column.row(say("Périmètre", "Perimeter"), act.perimeter());
      column.row(
          say("Images détruites après", "Pictures destroyed after"),
          tongue.length(act.retentionMinutes())
              + say(" ; relecture pendant ", "; can be reviewed for ")
              + tongue.length(act.reviewWindowMinutes()));
    }
    for (var act : said.detectionActs()) {
      column.subheading(say("Détecter : acte ", "To detect: act ") + act.number());
      column.row(say("Autorité", "Authority"), act.authority());
      column.row(say("Dates", "Dates"), words.dates(act.from(), act.until(), zone));
      column.row(say("État", "State"), words.state(act.state(), act.signed()));
      column.row(say("Événements permis", "Events allowed"), words.events(act.events()));
    }
  }

  private void plan(Column column) throws IOException {
    var drawn = PlanDrawing.of(said.cameras(), Column.WIDTH);
    column.heading(say("Plan", "Plan"), drawn.isEmpty() ? 0 : drawn.height());
    if (!drawn.isEmpty()) {
      column.drawing(drawn.height(), (sheet, left, top, width) -> drawn.draw(sheet, left, top));
    }
    long missing = said.cameras().stream().filter(c -> c.position().isEmpty()).count();
    column.paragraph(
        say(
                "Les numéros sont ceux de la liste des caméras. Le secteur montre ce que la caméra embrasse, jusqu’où l’on y distingue des personnes ; une caméra orientable peut regarder tout autour.",
                "The numbers are those of the list of cameras. The sector shows what the camera overlooks, as far as people can be made out; one that can be steered may look all around.")
            + (missing == 0
                ? ""
                : " "
                    + tongue.count(
                        missing,
                        "caméra n’y est pas : sa position n’est pas déclarée.",
                        "caméras n’y sont pas : leur position n’est pas déclarée.",
                        "camera is not on it: its position is not declared.",
                        "cameras are not on it: their positions are not declared.")));
  }

  private void cameras(Column column) throws IOException {
    column.heading(say("Les caméras", "The cameras"));
    for (int i = 0; i < said.cameras().size(); i++) {
      var camera = said.cameras().get(i);
      var more = dossier.cameras().get(i);
      column.subheading("%d. %s".formatted(i + 1, camera.name()));
      column.row(
          say("Lieu", "Place"),
          camera.place().orElse(notSaid())
              + camera.position().map(at -> " (" + words.position(at) + ")").orElse(""));
      column.row(
          say("Finalité", "Purpose"), camera.purpose().map(words::purpose).orElse(notSaid()));
      column.row(
          say("Champ", "View"),
          camera.fieldOfView().map(words::view).orElse(notSaid())
              + (camera.steerable()
                  ? say(
                      " ; orientable : un opérateur peut la tourner ailleurs, et ses règles se reposent alors",
                      "; can be steered: an operator may turn it elsewhere, and its rules rest then")
                  : ""));
      column.row(say("Enregistre", "Records"), records(camera));
      column.row(say("Occulté", "Painted over"), painted(more));
      if (!more.masks().isEmpty()) {
        column.drawing(
            PICTURE_HEIGHT, (sheet, left, top, width) -> masks(sheet, more, left, top, width));
      }
    }
  }

  private String records(Declaration.Camera camera) {
    return camera
        .act()
        .map(
            act ->
                say("acte ", "act ")
                    + act
                    + say(" ; détruit après ", "; destroyed after ")
                    + tongue.length(camera.retentionMinutes().orElse(0L)))
        .orElse(say("rien : aucun acte ne le permet", "nothing: no act allows it"));
  }

  private String painted(Dossier.Camera camera) {
    return camera.masks().isEmpty()
        ? say("rien de façon fixe", "nothing for good")
        : tongue.count(camera.masks().size(), "zone", "zones", "area", "areas")
            + ", "
            + tongue.decimal(camera.maskedShare() * 100, 1)
            + say(
                " % de l’image, avant tout enregistrement, toute analyse et tout affichage",
                "% of the picture, before anything is recorded, analysed or shown");
  }

  /// The picture's outline with what is painted over in it, below the rows' text.
  private static void masks(Sheet sheet, Dossier.Camera camera, float left, float top, float width)
      throws IOException {
    float from = left + Column.LABELS;
    for (var polygon : camera.masks()) {
      var corners = new float[2 * polygon.size()];
      for (int i = 0; i < polygon.size(); i++) {
        corners[2 * i] = from + (float) polygon.get(i).x() * PICTURE_WIDTH;
        corners[2 * i + 1] = top + (float) polygon.get(i).y() * PICTURE_HEIGHT;
      }
      sheet.shape(MASK, corners);
    }
    PlanDrawing.frame(sheet, from, top, Math.min(PICTURE_WIDTH, width), PICTURE_HEIGHT);
  }

  private void detection(Column column) throws IOException {
    column.heading(say("Ce que cherche le logiciel", "What the software looks for"));
    column.paragraph(
        say(
            "Rien que les règles ci-dessous. Ni visage, ni plaque, ni démarche, ni émotion, ni apparence ; personne n’est suivi d’une caméra à l’autre, aucune liste de personnes n’existe. Ce n’est pas éteint : le programme ne le contient pas, et refuse un modèle qui le ferait.",
            "Nothing but the rules below. No face, plate, gait, emotion or appearance; nobody is followed from one camera to another, no list of people exists. That is not switched off: the program does not contain it, and refuses a model that would do it."));
    column.row(
        say("Modèle", "Model"),
        dossier
            .model()
            .map(
                model ->
                    "%s (%s), SHA-256 %s; %s %s"
                        .formatted(
                            model.name(),
                            model.licence(),
                            model.sha256(),
                            say("dit :", "says:"),
                            String.join(", ", model.says())))
            .orElse(
                say("aucun : le mouvement seul est analysé", "none: movement alone is analysed")));
    if (dossier.cameras().stream().allMatch(camera -> camera.rules().isEmpty())) {
      column.paragraph(say("Aucune règle.", "No rule."));
    }
    for (int i = 0; i < dossier.cameras().size(); i++) {
      var camera = dossier.cameras().get(i);
      if (camera.rules().isEmpty()) {
        continue;
      }
      column.subheading("%d. %s".formatted(i + 1, said.cameras().get(i).name()));
      for (var rule : camera.rules()) {
        column.row(words.event(rule.event()), rule(rule));
      }
    }
  }

  private String rule(Dossier.Rule rule) {
    var parts = new ArrayList<String>();
    parts.add(
        (rule.zone().isEmpty()
                ? say("toute l’image", "the whole picture")
                : say("zone « ", "zone “") + rule.zone() + say(" »", "”"))
            + (rule.settings().isEmpty() ? "" : ", " + settings.of(rule.settings())));
    parts.add(
        switch (rule.standing()) {
          case ARMED ->
              say(
                  "armée : chaque signalement est porté à une personne",
                  "armed: each alert is brought to a person");
          case SHADOW ->
              say(
                  "à l’essai : aucun opérateur n’en entend parler",
                  "on trial: no operator hears of it");
          case COUNTS -> say("compte, et ne signale rien", "counts, and alerts nobody");
          case SILENT ->
              say(
                  "ne cherche rien : aucun acte ne le permet, ou arrêtée",
                  "looks for nothing: no act allows it, or stopped");
        });
    if (rule.event().raisesAlerts()) {
      parts.add(measured(rule));
    }
    return String.join(say(" ; ", "; "), parts);
  }

  private String measured(Dossier.Rule rule) {
    var lights = new ArrayList<String>();
    for (var light : List.of(Light.values())) {
      var of = rule.byLight().get(light);
      if (of != null) {
        lights.add(light(light) + " " + counted(of));
      }
    }
    if (rule.stagedRecall().isPresent()) {
      lights.add(
          say("scènes jouées reconnues : ", "staged scenes found: ")
              + tongue.percent(rule.stagedRecall().get()));
    }
    return lights.isEmpty()
        ? say("pas encore mesurée ici", "not measured here yet")
        : say("mesurée ici : ", "measured here: ") + String.join(", ", lights);
  }

  private String light(Light light) {
    return switch (light) {
      case DAY -> say("de jour", "by day");
      case TWILIGHT -> say("au crépuscule", "at twilight");
      case NIGHT -> say("de nuit", "by night");
      case UNKNOWN -> say("à toute heure", "at any hour");
    };
  }

  private String counted(RuleReport.Measured of) {
    var share = of.precision();
    return say("%d signalés, %d confirmés, %d écartés", "%d alerts, %d confirmed, %d dismissed")
            .formatted(of.alerts(), of.confirmed(), of.dismissed())
        + (share.isPresent()
            ? say(" (justesse ", " (precision ") + tongue.percent(share.getAsDouble()) + ")"
            : "");
  }
}
