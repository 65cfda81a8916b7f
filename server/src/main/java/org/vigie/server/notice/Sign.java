package org.vigie.server.notice;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.vigie.server.paper.Sheet;
import org.vigie.server.paper.Sheet.Weight;

/// The sign for one camera's pole: A4, black on white, read from two metres, with a QR code that
/// leads to the public page (R51). Where something is looked for in the camera's pictures, a second
/// pictogram says so. Pure.
public final class Sign {

  private static final float MARGIN = 48;
  private static final float INNER = Sheet.WIDTH - 2 * MARGIN;
  private static final float LABELS = 128;
  private static final float ROWS_TOP = 326;
  private static final float CODE = 150;
  private static final float CODE_TOP = Sheet.HEIGHT - MARGIN - CODE;
  private static final float OVERLAP = 1.03f;
  private static final float BLACK = 0;
  private static final float GREY = 0.38f;
  private static final float WHITE = 1;

  private final Declaration said;
  private final Declaration.Camera camera;
  private final Tongue tongue;
  private final ZoneId zone;

  private Sign(Declaration said, Declaration.Camera camera, Tongue tongue, ZoneId zone) {
    this.said = said;
    this.camera = camera;
    this.tongue = tongue;
    this.zone = zone;
  }

  /// The sign as PDF.
  ///
  /// @param said has an address
  /// @param zone in which dates are written
  /// @throws IllegalArgumentException if the address is too long for a QR code
  public static byte[] of(Declaration said, Declaration.Camera camera, Tongue tongue, ZoneId zone)
      throws IOException {
    return new Sign(said, camera, tongue, zone).print();
  }

  private record Row(String label, String text) {}

  private String say(String french, String english) {
    return tongue.say(french, english);
  }

  private byte[] print() throws IOException {
    try (var document = new PDDocument()) {
      document.getDocumentInformation().setTitle(title() + " – " + camera.name());
      document.getDocumentCatalog().setLanguage(tongue.code());
      try (var sheet = new Sheet(document)) {
        head(sheet);
        rows(sheet);
        foot(sheet);
      }
      var bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    }
  }

  private String title() {
    return say("Cet espace est filmé", "This place is filmed");
  }

  private void head(Sheet sheet) throws IOException {
    pictogram(sheet, MARGIN, MARGIN);
    if (!camera.events().isEmpty()) {
      analysis(sheet, MARGIN + 132, MARGIN);
    }
    sheet.text(title(), Weight.BOLD, 46, MARGIN - 2, 222, BLACK);
    var other = tongue == Tongue.FRENCH ? "This place is filmed" : "Cet espace est filmé";
    sheet.text(other, Weight.PLAIN, 20, MARGIN, 252, GREY);
    var where = camera.name() + camera.place().map(place -> ", " + place).orElse("");
    var line = sheet.lines(where, Weight.BOLD, 15, INNER).getFirst();
    sheet.text(line, Weight.BOLD, 15, MARGIN, 292, BLACK);
    sheet.box(MARGIN, 306, INNER, 1.5f, BLACK);
  }

  /// A camera on its arm, white on black.
  private static void pictogram(Sheet sheet, float x, float y) throws IOException {
    sheet.box(x, y, 116, 116, BLACK);
    sheet.shape(WHITE, x + 22, y + 34, x + 88, y + 52, x + 80, y + 80, x + 14, y + 62);
    sheet.shape(WHITE, x + 92, y + 56, x + 104, y + 59, x + 97, y + 83, x + 85, y + 80);
    sheet.shape(
        WHITE, x + 34, y + 70, x + 46, y + 73, x + 38, y + 98, x + 18, y + 98, x + 18, y + 90,
        x + 30, y + 90);
    sheet.box(x + 10, y + 84, 8, 20, WHITE);
  }

  /// A thing in a frame: software looks for events.
  private static void analysis(Sheet sheet, float x, float y) throws IOException {
    sheet.box(x, y, 116, 116, BLACK);
    float[][] corners = {{18, 18, 1, 1}, {98, 18, -1, 1}, {18, 98, 1, -1}, {98, 98, -1, -1}};
    for (var corner : corners) {
      float left = x + corner[0];
      float top = y + corner[1];
      sheet.box(
          Math.min(left, left + corner[2] * 24), Math.min(top, top + corner[3] * 7), 24, 7, WHITE);
      sheet.box(
          Math.min(left, left + corner[2] * 7), Math.min(top, top + corner[3] * 24), 7, 24, WHITE);
    }
    sheet.shape(WHITE, x + 58, y + 34, x + 84, y + 80, x + 32, y + 80);
    sheet.box(x + 55, y + 50, 6, 15, BLACK);
    sheet.disc(x + 58, y + 72, 3.6f, BLACK);
  }

  private List<Row> rows() {
    var whom = said.whom();
    var rows = new ArrayList<Row>();
    whom.responsible().ifPresent(who -> rows.add(new Row(say("Responsable", "Responsible"), who)));
    rows.add(new Row(say("Pourquoi", "Why"), purpose()));
    camera
        .act()
        .flatMap(said::recordingAct)
        .ifPresent(
            act ->
                rows.add(
                    new Row(
                        say("Acte", "Act"),
                        act.number()
                            + ", "
                            + act.authority()
                            + say(", jusqu’au ", ", until ")
                            + tongue.date(act.until(), zone))));
    camera
        .retentionMinutes()
        .ifPresent(
            kept ->
                rows.add(
                    new Row(
                        say("Images détruites", "Pictures destroyed"),
                        say("après ", "after ") + tongue.length(kept))));
    rows.add(new Row(say("Un logiciel cherche", "Software looks for"), looksFor()));
    whom.ask()
        .ifPresent(
            ask ->
                rows.add(
                    new Row(
                        say("Vos droits", "Your rights"),
                        say(
                                "Voir les images où vous figurez, ou savoir qu’elles sont détruites : ",
                                "See the pictures in which you are, or learn that they are destroyed: ")
                            + ask
                            + say(" ; réponse sous ", "; answered within ")
                            + tongue.count(
                                whom.answerWithinDays(), "jour", "jours", "day", "days"))));
    whom.dataProtection()
        .ifPresent(at -> rows.add(new Row(say("Protection des données", "Data protection"), at)));
    rows.add(new Row(say("Réclamation", "Complaint"), whom.complain()));
    return rows;
  }

  private String purpose() {
    if (camera.purpose().isPresent()) {
      return Words.purpose(camera.purpose().get(), tongue);
    }
    return camera
        .act()
        .flatMap(said::recordingAct)
        .map(
            act ->
                act.purposes().stream()
                    .map(each -> Words.purpose(each, tongue))
                    .collect(Collectors.joining(say(" ; ", "; "))))
        .orElseGet(() -> say("pas encore déclaré", "not declared yet"));
  }

  private String looksFor() {
    var nobody = say("Personne n’est identifié.", "Nobody is identified.");
    return camera.events().isEmpty()
        ? say("rien. ", "nothing. ") + nobody
        : camera.events().stream()
                .map(event -> Words.event(event, tongue).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "))
            + ". "
            + nobody;
  }

  /// As large as they fit.
  private void rows(Sheet sheet) throws IOException {
    var rows = rows();
    float size = 13.5f;
    while (size > 7 && ROWS_TOP + height(sheet, rows, size) > CODE_TOP - 24) {
      size -= 0.5f;
    }
    float top = ROWS_TOP;
    for (var row : rows) {
      float baseline = top + size;
      sheet.text(row.label(), Weight.PLAIN, Math.min(size, 11), MARGIN, baseline, GREY);
      for (var line : sheet.lines(row.text(), Weight.PLAIN, size, INNER - LABELS)) {
        sheet.text(line, Weight.PLAIN, size, MARGIN + LABELS, baseline, BLACK);
        baseline += size * 1.35f;
      }
      top = baseline - size + size * 0.6f;
    }
  }

  private static float height(Sheet sheet, List<Row> rows, float size) throws IOException {
    float height = 0;
    for (var row : rows) {
      int lines = sheet.lines(row.text(), Weight.PLAIN, size, INNER - LABELS).size();
      height += lines * size * 1.35f + size * 0.6f;
    }
    return height;
  }

  private void foot(Sheet sheet) throws IOException {
    var address = said.address().orElseThrow().toString();
    sheet.box(MARGIN, CODE_TOP - 12, INNER, 0.75f, BLACK);
    code(sheet, address, Sheet.WIDTH - MARGIN - CODE, CODE_TOP);
    float width = INNER - CODE - 24;
    float baseline = CODE_TOP + 22;
    for (var line :
        sheet.lines(
            say("Toutes les caméras, tous les actes", "All cameras, all acts"),
            Weight.BOLD,
            17,
            width)) {
      sheet.text(line, Weight.BOLD, 17, MARGIN, baseline, BLACK);
      baseline += 22;
    }
    for (var line : sheet.lines(address, Weight.PLAIN, 13, width)) {
      sheet.text(line, Weight.PLAIN, 13, MARGIN, baseline, BLACK);
      baseline += 18;
    }
    sheet.text(
        said.town() + " · " + camera.id(), Weight.PLAIN, 11, MARGIN, Sheet.HEIGHT - MARGIN, GREY);
  }

  /// Drawn as boxes, so that it stays sharp at any size; its quiet zone is the sheet's own white.
  private static void code(Sheet sheet, String text, float left, float top) throws IOException {
    ByteMatrix matrix;
    try {
      matrix = Encoder.encode(text, ErrorCorrectionLevel.Q).getMatrix();
    } catch (WriterException e) {
      throw new IllegalArgumentException("no QR code holds " + text.length() + " characters", e);
    }
    float module = CODE / matrix.getWidth();
    for (int y = 0; y < matrix.getHeight(); y++) {
      int from = -1;
      for (int x = 0; x <= matrix.getWidth(); x++) {
        boolean dark = x < matrix.getWidth() && matrix.get(x, y) == 1;
        if (dark && from < 0) {
          from = x;
        } else if (!dark && from >= 0) {
          // A little into the next row: else screens show hairlines between them.
          sheet.box(
              left + from * module,
              top + y * module,
              (x - from) * module,
              module * (y + 1 < matrix.getHeight() ? OVERLAP : 1),
              BLACK);
          from = -1;
        }
      }
    }
  }
}
