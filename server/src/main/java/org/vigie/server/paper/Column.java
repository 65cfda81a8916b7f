package org.vigie.server.paper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.vigie.server.paper.Sheet.Weight;

/// Text that runs down one sheet and on to the next. Owns its sheets: whoever makes it closes it,
/// before the document is saved. Single-threaded.
public final class Column implements AutoCloseable {

  private static final float MARGIN = 56;
  /// How wide it is.
  public static final float WIDTH = Sheet.WIDTH - 2 * MARGIN;

  /// What labels take of it.
  public static final float LABELS = 132;
  private static final float BOTTOM = Sheet.HEIGHT - MARGIN - 14;
  private static final float SIZE = 9.5f;
  private static final float LINE = SIZE * 1.4f;
  private static final float BLACK = 0;
  private static final float GREY = 0.38f;

  private final List<Sheet> sheets = new ArrayList<>();
  private Sheet sheet;
  private float top = MARGIN;

  public Column(PDDocument document) throws IOException {
    sheet = new Sheet(document);
    sheets.add(sheet);
  }

  /// A heading of the whole.
  public void title(String over, String title) throws IOException {
    sheet.text(over, Weight.BOLD, 11, MARGIN, top + 11, BLACK);
    sheet.text(title, Weight.BOLD, 22, MARGIN - 1, top + 44, BLACK);
    top += 60;
  }

  /// A heading, with at least a few lines after it on the same sheet.
  public void heading(String text) throws IOException {
    heading(text, 0);
  }

  /// A heading that stands on one sheet with what comes after it.
  ///
  /// @param after how high that is
  public void heading(String text, float after) throws IOException {
    require(Math.max(4 * LINE, after) + 32);
    top += 8;
    sheet.box(MARGIN, top, WIDTH, 0.75f, BLACK);
    sheet.text(text, Weight.BOLD, 11, MARGIN, top + 16, BLACK);
    top += 24;
  }

  /// A heading inside a heading's matter, with at least two lines after it on the same sheet.
  public void subheading(String text) throws IOException {
    require(3 * LINE + 6);
    top += 5;
    sheet.text(text, Weight.BOLD, SIZE, MARGIN, top + SIZE, BLACK);
    top += LINE + 1;
  }

  /// A drawing on one sheet, over the whole width.
  public void drawing(float height, Drawing drawing) throws IOException {
    require(height);
    drawing.draw(sheet, MARGIN, top, WIDTH);
    top += height + 8;
  }

  /// Draws on a sheet.
  public interface Drawing {
    /// @param left of the drawing, from the sheet's left
    /// @param top of the drawing, from the sheet's top
    void draw(Sheet sheet, float left, float top, float width) throws IOException;
  }

  /// A label and what belongs to it.
  public void row(String label, String text) throws IOException {
    var lines = sheet.lines(text, Weight.PLAIN, SIZE, WIDTH - LABELS);
    var labels = sheet.lines(label, Weight.PLAIN, SIZE, LABELS - 8);
    require(Math.max(lines.size(), labels.size()) * LINE);
    float down = top;
    for (var line : labels) {
      sheet.text(line, Weight.PLAIN, SIZE, MARGIN, down + SIZE, GREY);
      down += LINE;
    }
    for (var line : lines) {
      sheet.text(line, Weight.PLAIN, SIZE, MARGIN + LABELS, top + SIZE, BLACK);
      top += LINE;
    }
    top = Math.max(top, down) + 2;
  }

  /// Sentences over the whole width.
  public void paragraph(String text) throws IOException {
    for (var line : sheet.lines(text, Weight.PLAIN, SIZE, WIDTH)) {
      require(LINE);
      sheet.text(line, Weight.PLAIN, SIZE, MARGIN, top + SIZE, BLACK);
      top += LINE;
    }
    top += 4;
  }

  /// Two places to sign, side by side, on one sheet.
  ///
  /// @param lines what is written by hand, below each name
  public void signatures(String left, String right, List<String> lines) throws IOException {
    float height = 150;
    require(height);
    float width = (WIDTH - 20) / 2;
    for (int i = 0; i < 2; i++) {
      float x = MARGIN + i * (width + 20);
      frame(x, top, width, height);
      sheet.text(i == 0 ? left : right, Weight.BOLD, 10, x + 8, top + 16, BLACK);
      float line = top + 34;
      for (var each : lines) {
        sheet.text(each, Weight.PLAIN, 8.5f, x + 8, line, GREY);
        line += 22;
      }
    }
    top += height + 8;
  }

  private void frame(float left, float top, float width, float height) throws IOException {
    sheet.box(left, top, width, 0.75f, BLACK);
    sheet.box(left, top + height, width, 0.75f, BLACK);
    sheet.box(left, top, 0.75f, height, BLACK);
    sheet.box(left + width, top, 0.75f, height + 0.75f, BLACK);
  }

  private void require(float height) throws IOException {
    if (top + height > BOTTOM) {
      sheet = sheet.next();
      sheets.add(sheet);
      top = MARGIN;
    }
  }

  /// Writes a line at the foot of every sheet, with its number. The last thing that is written.
  public void foot(String text) throws IOException {
    for (int i = 0; i < sheets.size(); i++) {
      var line = "%s · %d/%d".formatted(text, i + 1, sheets.size());
      sheets.get(i).text(line, Weight.PLAIN, 7.5f, MARGIN, Sheet.HEIGHT - 36, GREY);
    }
  }

  @Override
  public void close() throws IOException {
    for (var each : sheets) {
      each.close();
    }
  }
}
