package org.vigie.server.handover;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.vigie.model.CameraId;
import org.vigie.recording.CaseLetter;
import org.vigie.recording.CaseReceipt;
import org.vigie.server.notice.Tongue;
import org.vigie.server.paper.Column;

/// The receipt of footage that is handed over: printed in French and English, signed by whoever
/// hands it over and whoever receives it. Says what can be checked, and how. Pure.
public final class Receipts implements CaseReceipt.Printer {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("dd/MM/uuuu HH:mm:ss xxx");

  private final String town;
  private final ZoneId zone;
  private final Function<CameraId, String> cameras;

  /// @param town its name, for people
  /// @param zone in which moments are written
  /// @param cameras their names, for people
  public Receipts(String town, ZoneId zone, Function<CameraId, String> cameras) {
    this.town = town;
    this.zone = zone;
    this.cameras = cameras;
  }

  @Override
  public List<String> names() {
    return List.of(name(Tongue.ENGLISH), name(Tongue.FRENCH));
  }

  private static String name(Tongue tongue) {
    return "receipt-" + tongue.code() + ".pdf";
  }

  @Override
  public byte[] print(String name, CaseReceipt receipt) throws IOException {
    var tongue = name.equals(name(Tongue.FRENCH)) ? Tongue.FRENCH : Tongue.ENGLISH;
    try (var document = new PDDocument()) {
      document
          .getDocumentInformation()
          .setTitle(
              tongue.say("Récépissé de remise d’images", "Receipt for footage handed over")
                  + " – "
                  + receipt.order().reference());
      document.getDocumentCatalog().setLanguage(tongue.code());
      try (var column = new Column(document)) {
        new Print(receipt, tongue, column).all();
      }
      var bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    }
  }

  /// One receipt being printed.
  private final class Print {

    private final CaseReceipt receipt;
    private final Tongue tongue;
    private final Column column;

    Print(CaseReceipt receipt, Tongue tongue, Column column) {
      this.receipt = receipt;
      this.tongue = tongue;
      this.column = column;
    }

    private String say(String french, String english) {
      return tongue.say(french, english);
    }

    void all() throws IOException {
      column.title(town, say("Récépissé de remise d’images", "Receipt for footage handed over"));
      asked();
      handed();
      proof();
      checks();
      column.heading(say("Signatures", "Signatures"));
      column.signatures(
          say("Remis par", "Handed over by"),
          say("Reçu par", "Received by"),
          List.of(
              say("Nom :", "Name:"),
              say("Qualité :", "Office:"),
              say("Date et heure :", "Date and time:"),
              say("Signature :", "Signature:")));
      column.foot(receipt.order().reference() + " · SHA-256 " + receipt.manifest());
    }

    private void asked() throws IOException {
      var order = receipt.order();
      column.heading(say("Qui a demandé", "Who asked"));
      column.row(say("Référence", "Reference"), order.reference());
      column.row(say("Autorité", "Authority"), order.authority());
      column.row(say("Remis à", "Handed to"), order.officer());
      column.row(say("Établi le", "Made"), moment(receipt.made()));
      column.row(
          say("Lettre", "Letter"),
          order
              .letter()
              .map(CaseLetter::sha256)
              .map(hash -> say("jointe, SHA-256 ", "enclosed, SHA-256 ") + hash)
              .orElse(say("non jointe", "not enclosed")));
    }

    private void handed() throws IOException {
      column.heading(say("Ce qui est remis", "What is handed over"));
      int number = 0;
      for (var piece : receipt.footage()) {
        number++;
        column.row(
            say("Séquence ", "Stretch ") + number,
            "%s (%s)".formatted(cameras.apply(piece.camera()), piece.camera()));
        column.row("", "%s – %s".formatted(moment(piece.span().from()), moment(piece.span().to())));
        var what =
            tongue.count(piece.pictures(), "image", "images", "picture", "pictures")
                + say(" ; ", "; ")
                + tongue.count(piece.bytes(), "octet", "octets", "byte", "bytes")
                + say(" ; heure exacte à ± ", "; times exact to ± ")
                + uncertainty(piece.uncertainty());
        column.row("", what + missing(piece.unreadableParts()));
        if (piece.viewing() > 0) {
          column.row(
              "",
              say(
                      "avec une copie de visionnage, masquée et marquée ",
                      "with a viewing copy, masked and marked ")
                  + receipt.order().mark());
        }
      }
      column.row(
          say("En tout", "In all"),
          tongue.count(receipt.files(), "fichier", "fichiers", "file", "files")
              + say(" ; ", "; ")
              + tongue.count(receipt.bytes(), "octet", "octets", "byte", "bytes"));
      column.paragraph(
          say(
              "Les films de footage/ sont en clair, ni réencodés ni marqués : ce sont les images telles que les caméras les ont envoyées.",
              "The films in footage/ are clear, neither coded again nor marked: the pictures as the cameras sent them."));
    }

    private String missing(int parts) {
      return parts == 0
          ? ""
          : say(" ; parties illisibles, manquantes : ", "; parts unreadable and missing: ") + parts;
    }

    private void proof() throws IOException {
      var checkpoint = receipt.checkpoint();
      column.heading(say("Ce qui l’engage", "What commits to it"));
      column.row(say("Manifeste, SHA-256", "Manifest, SHA-256"), receipt.manifest());
      column.row(
          say("Registre", "Ledger"),
          say("inscription ", "entry ") + receipt.entry() + ", " + checkpoint.origin());
      column.row(
          say("Tête signée", "Signed head"),
          tongue.count(checkpoint.size(), "inscription", "inscriptions", "entry", "entries")
              + say(", racine ", ", root ")
              + Base64.getEncoder().encodeToString(checkpoint.root()));
    }

    private void checks() throws IOException {
      column.heading(
          say("Ce que vous pouvez vérifier, sans nous", "What you can check, without us"));
      column.paragraph(
          say(
              "Que chaque image est celle que la caméra a envoyée, qu’aucune ne manque sans que ce soit dit, et qu’aucun fichier n’a changé d’un bit : vigie verify export DOSSIER --verifier FICHIER. Le programme est libre et fonctionne hors ligne. La clé publique du registre (FICHIER) se demande à la commune par une autre voie que ce dossier. L’empreinte du manifeste ci-dessus doit être celle que le programme affiche.",
              "That each picture is what the camera sent, that none is missing without it being said, and that no file has changed by one bit: vigie verify export FOLDER --verifier FILE. The program is free software and works offline. Ask the town for the ledger’s public key (FILE) by another way than this folder. The manifest’s hash above should be the one that the program shows."));
      column.paragraph(
          say(
              "Ce que cela ne prouve pas : que ce qui se passait devant l’objectif était vrai, ni que l’horloge de la caméra était juste au-delà de l’écart indiqué. custody.json dit par quelles mains la copie est passée.",
              "What it does not prove: that what stood before the lens was real, or that a camera’s clock was right beyond what is stated. custody.json says through whose hands the copy went."));
    }

    private String moment(Instant at) {
      return MOMENT.format(at.atZone(zone));
    }

    private String uncertainty(Duration uncertainty) {
      long ms = uncertainty.toMillis();
      return ms < 1000 ? ms + " ms" : tongue.decimal(ms / 1000.0, 1) + " s";
    }
  }
}
