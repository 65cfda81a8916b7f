package org.vigie.server.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.vigie.desk.Incident;
import org.vigie.desk.LogLine;
import org.vigie.server.notice.Tongue;
import org.vigie.server.paper.Column;
import org.vigie.server.paper.PaperProof;

/// Prints the log of a shift on pages of A4, to be signed by who hands over and who takes over.
/// What commits to it is printed, and attached to the document. Pure.
public final class ShiftPrinter {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu HH:mm:ss");
  private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final ShiftPage page;
  private final PaperProof proof;
  private final Tongue tongue;
  private final ZoneId zone;

  /// @param zone in which times are written
  public ShiftPrinter(ShiftPage page, PaperProof proof, Tongue tongue, ZoneId zone) {
    this.page = page;
    this.proof = proof;
    this.tongue = tongue;
    this.zone = zone;
  }

  /// The document's bytes.
  public byte[] print() throws IOException {
    try (var document = new PDDocument()) {
      document.getDocumentInformation().setTitle(title() + " – " + page.town());
      document.getDocumentCatalog().setLanguage(tongue.code());
      try (var column = new Column(document)) {
        column.title(page.town(), title());
        head(column);
        incidents(column);
        lines(column);
        commits(column);
        column.heading(say("Signatures", "Signatures"));
        column.signatures(
            say("Remis par", "Handed over by"),
            say("Pris par", "Taken over by"),
            List.of(
                say("Qualité :", "Office:"),
                say("Date et heure :", "Date and time:"),
                say("Signature :", "Signature:")));
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
    return say("Main courante, service n° ", "Shift log, shift no. ") + page.shift().number();
  }

  private void head(Column column) throws IOException {
    var shift = page.shift();
    column.row(say("Du", "From"), day(shift.began()));
    column.row(
        say("Au", "To"), shift.ended().map(this::day).orElse(say("en cours", "not ended yet")));
    column.row(say("Imprimé le", "Printed"), day(page.printed()));
    var sums = page.sums();
    column.row(
        say("Alertes", "Alerts"),
        say("%d levées, %d confirmées, %d écartées", "%d raised, %d confirmed, %d dismissed")
            .formatted(sums.raised(), sums.confirmed(), sums.dismissed()));
    if (shift.handedOver().isPresent()) {
      handover(column, shift.handedOver().get());
    }
    if (!page.whole()) {
      column.paragraph(
          say(
              "Seules figurent les caméras que connaît la personne qui imprime.",
              "Only the cameras that whoever printed this may know of are in it."));
    }
  }

  private void handover(Column column, LogLine note) throws IOException {
    column.row(
        say("Consigne de relève", "Handover note"),
        "%s (%s)".formatted(note.words().orElse(""), note.person()));
    column.row(
        "",
        page.shift()
            .acknowledged()
            .map(line -> say("lue par ", "read by ") + line.person() + ", " + day(line.at()))
            .orElse(say("pas encore lue par la relève", "not read by the next shift yet")));
  }

  private void incidents(Column column) throws IOException {
    column.heading(say("Incidents", "Incidents"));
    if (page.incidents().isEmpty()) {
      column.paragraph(say("Aucun.", "None."));
    }
    for (var incident : page.incidents()) {
      column.row(
          say("Incident ", "Incident ") + incident.number(),
          "%s, %s%s"
              .formatted(
                  LogWords.of(incident.kind(), tongue),
                  LogWords.of(incident.status(), tongue),
                  incident.title().map(title -> say(" : ", ": ") + title).orElse("")));
      column.row("", where(incident));
      if (!incident.teams().isEmpty()) {
        column.row("", say("Équipes : ", "Teams: ") + String.join(", ", incident.teams()));
      }
    }
  }

  private String where(Incident incident) {
    return day(incident.begun())
        + ", "
        + String.join(", ", incident.cameras().stream().map(page.cameras()).toList());
  }

  private void lines(Column column) throws IOException {
    column.heading(say("Au fil du service", "As it went"));
    if (page.lines().isEmpty()) {
      column.paragraph(say("Rien n’a été écrit.", "Nothing was written."));
    }
    for (var line : page.lines()) {
      column.row(HOUR.format(line.at().atZone(zone)), said(line));
    }
  }

  private String said(LogLine line) {
    var said = new StringBuilder(LogWords.of(line.kind(), tongue));
    line.incident()
        .ifPresent(number -> said.append(say(", incident ", ", incident ")).append(number));
    line.camera().map(page.cameras()).ifPresent(name -> said.append(", ").append(name));
    line.moment().ifPresent(at -> said.append(", ").append(HOUR.format(at.atZone(zone))));
    line.alert().ifPresent(number -> said.append(say(", alerte ", ", alert ")).append(number));
    line.words().ifPresent(words -> said.append(say(" : ", ": ")).append(words));
    return said.append(
            " (%s, %s%d)".formatted(line.person(), say("inscr. ", "entry "), line.entry()))
        .toString();
  }

  private void commits(Column column) throws IOException {
    proof.print(
        column,
        tongue,
        say("Texte", "Text"),
        say(
            "Le fichier joint log.txt dit la même chose ligne par ligne, avec l’inscription de chacune. Son empreinte SHA-256 doit être celle ci-dessus ; l’inscription du registre la porte aussi, proof.json montre qu’elle est dans la tête signée, checkpoint.txt. Qui garde une tête plus ancienne peut vérifier que rien n’a changé depuis : vigie verify ledger.",
            "The attached file log.txt says the same line by line, with the entry of each. Its SHA-256 should be the one above; the ledger’s entry has it too, proof.json shows that this entry is in the signed head, checkpoint.txt. Whoever kept an earlier head can check that nothing was changed since: vigie verify ledger."));
  }

  private String day(Instant at) {
    return DAY.format(at.atZone(zone));
  }
}
