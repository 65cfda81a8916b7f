package org.vigie.server.paper;

import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;

/// One sheet of A4 being printed. Lengths are points, from the sheet's top left. Owns its stream:
/// whoever makes it closes it, before the document is saved. Single-threaded.
public final class Sheet implements AutoCloseable {

  public static final float WIDTH = PDRectangle.A4.getWidth();
  public static final float HEIGHT = PDRectangle.A4.getHeight();

  /// Liberation Sans, which comes with PDFBox; its letters are embedded.
  private static final String TYPE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  /// It comes in one weight: bold letters have an outline of this share of their size.
  private static final float BOLD_STROKE = 0.035f;

  /// Two weights.
  public enum Weight {
    PLAIN,
    BOLD
  }

  /// What is written across every sheet that is printed where it is bound: of an exercise, that it
  /// is one.
  public static final ScopedValue<String> MARK = ScopedValue.newInstance();

  private static final float MARK_SIZE = 46;
  private static final float MARK_GREY = 0.86f;

  private final PDDocument document;
  private final PDPageContentStream out;
  private final PDFont type;

  public Sheet(PDDocument document) throws IOException {
    this(document, type(document));
  }

  private Sheet(PDDocument document, PDFont type) throws IOException {
    this.document = document;
    this.type = type;
    var page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    out = new PDPageContentStream(document, page);
    if (MARK.isBound()) {
      mark(MARK.get());
    }
  }

  /// Along the diagonal, below what is printed, and plainly at the top.
  private void mark(String words) throws IOException {
    double angle = Math.atan2(HEIGHT, WIDTH);
    float wide = width(words, Weight.BOLD, MARK_SIZE);
    for (float across : new float[] {-0.27f, 0, 0.27f}) {
      out.beginText();
      out.setNonStrokingColor(MARK_GREY);
      out.setStrokingColor(MARK_GREY);
      out.setLineWidth(BOLD_STROKE * MARK_SIZE);
      out.setRenderingMode(RenderingMode.FILL_STROKE);
      out.setFont(type, MARK_SIZE);
      double x = WIDTH * (0.5 + across) - wide / 2 * Math.cos(angle);
      double y = HEIGHT * (0.5 - across) - wide / 2 * Math.sin(angle);
      out.setTextMatrix(Matrix.getRotateInstance(angle, (float) x, (float) y));
      out.showText(printable(words));
      out.endText();
    }
    float top = width(words, Weight.BOLD, 11);
    text(words, Weight.BOLD, 11, (WIDTH - top) / 2, 28, 0);
  }

  /// Another sheet of the same document, in the same type. Whoever asks closes both.
  public Sheet next() throws IOException {
    return new Sheet(document, type);
  }

  private static PDFont type(PDDocument document) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(PDDocument.class.getResourceAsStream(TYPE), TYPE)) {
      var font = new TTFParser().parse(new RandomAccessReadBuffer(in));
      // A ligature has no letters of its own: "film" could be neither searched nor read aloud.
      font.setEnableGsub(false);
      return PDType0Font.load(document, font, true);
    }
  }

  /// How wide a text is.
  public float width(String text, Weight weight, float size) throws IOException {
    float stroke = weight == Weight.BOLD ? BOLD_STROKE * size : 0;
    return type.getStringWidth(printable(text)) / 1000 * size + stroke;
  }

  /// A text in lines no wider than `width`; a word that is wider stands alone, cut.
  public List<String> lines(String text, Weight weight, float size, float width)
      throws IOException {
    var lines = new ArrayList<String>();
    var line = "";
    for (var word : printable(text).strip().split(" +")) {
      var longer = line.isEmpty() ? word : line + " " + word;
      if (width(longer, weight, size) <= width) {
        line = longer;
        continue;
      }
      if (!line.isEmpty()) {
        lines.add(line);
      }
      line = word;
      while (width(line, weight, size) > width && line.length() > 1) {
        int fits = line.length() - 1;
        while (fits > 1 && width(line.substring(0, fits), weight, size) > width) {
          fits--;
        }
        lines.add(line.substring(0, fits));
        line = line.substring(fits);
      }
    }
    lines.add(line);
    return lines;
  }

  /// @param baseline from the top
  public void text(String text, Weight weight, float size, float left, float baseline, float grey)
      throws IOException {
    out.beginText();
    out.setNonStrokingColor(grey);
    out.setStrokingColor(grey);
    out.setLineWidth(BOLD_STROKE * size);
    out.setRenderingMode(weight == Weight.BOLD ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
    out.setFont(type, size);
    out.newLineAtOffset(left, HEIGHT - baseline);
    out.showText(printable(text));
    out.endText();
  }

  /// What the font has no sign for stands as its plain letter, or as a question mark.
  private String printable(String text) {
    var shown = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              var sign = Character.toString(point);
              if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
                shown.append(' ');
              } else if (has(sign)) {
                shown.append(sign);
              } else {
                var letter = Normalizer.normalize(sign, Normalizer.Form.NFD).substring(0, 1);
                shown.append(has(letter) ? letter : "?");
              }
            });
    return shown.toString();
  }

  private boolean has(String sign) {
    try {
      var unused = type.encode(sign);
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  public void box(float left, float top, float width, float height, float grey) throws IOException {
    out.setNonStrokingColor(grey);
    out.addRect(left, HEIGHT - top - height, width, height);
    out.fill();
  }

  /// A closed shape.
  ///
  /// @param corners x and y in turn
  public void shape(float grey, float... corners) throws IOException {
    out.setNonStrokingColor(grey);
    out.moveTo(corners[0], HEIGHT - corners[1]);
    for (int i = 2; i < corners.length; i += 2) {
      out.lineTo(corners[i], HEIGHT - corners[i + 1]);
    }
    out.closePath();
    out.fill();
  }

  public void disc(float x, float y, float radius, float grey) throws IOException {
    float k = 0.5523f * radius;
    float up = HEIGHT - y;
    out.setNonStrokingColor(grey);
    out.moveTo(x + radius, up);
    out.curveTo(x + radius, up + k, x + k, up + radius, x, up + radius);
    out.curveTo(x - k, up + radius, x - radius, up + k, x - radius, up);
    out.curveTo(x - radius, up - k, x - k, up - radius, x, up - radius);
    out.curveTo(x + k, up - radius, x + radius, up - k, x + radius, up);
    out.fill();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
