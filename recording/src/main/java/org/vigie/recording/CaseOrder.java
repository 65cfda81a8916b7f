package org.vigie.recording;

import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vigie.governance.Permit;
import org.vigie.model.CameraId;
import org.vigie.model.Span;

/// What an authority has asked for: footage of some cameras and spans, to take away.
///
/// @param reference of the letter, such as `PV 2031/123`
/// @param authority that asks, such as a court or a service; also in the ledger
/// @param officer who receives it; in the package only, never in the ledger
/// @param pieces at least one, together at most [#LONGEST]
/// @param letter by which it asks, where there is a scan of it
/// @param encrypted whether the package leaves in an encrypted file
/// @param viewing whether a masked and marked copy goes with it, to be shown around
public record CaseOrder(
    String reference,
    String authority,
    String officer,
    List<Piece> pieces,
    Optional<CaseLetter> letter,
    boolean encrypted,
    boolean viewing) {

  /// As much footage leaves at once, with an export as in a package.
  public static final Duration LONGEST = Duration.ofHours(24);

  /// As much with a viewing copy: each picture is masked and coded anew.
  public static final Duration LONGEST_VIEWING = Duration.ofMinutes(10);

  private static final int LONGEST_WORD = 200;

  /// What of a reference has room in a mark, and of a permit's id.
  private static final int MARKED_REFERENCE = 24;

  private static final int MARKED_PERMIT = 12;

  /// One stretch of one camera.
  ///
  /// @param permit to EXPORT it; used once
  public record Piece(Permit permit, CameraId camera, Span span) {}

  /// @throws IllegalArgumentException with a plain message if a word is missing or too long, or
  ///     there is no piece
  public CaseOrder {
    require(reference, "the reference of the letter");
    require(authority, "the authority that asks");
    require(officer, "who receives it");
    pieces = List.copyOf(pieces);
    if (pieces.isEmpty()) {
      throw new IllegalArgumentException("say which footage: a camera, from when and until when");
    }
    if (length(pieces).compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "a package holds at most %d hours of footage; make several".formatted(LONGEST.toHours()));
    }
    if (viewing && length(pieces).compareTo(LONGEST_VIEWING) > 0) {
      throw new IllegalArgumentException(
          "a package with a viewing copy holds at most %d minutes of footage; ask for less, or for several"
              .formatted(LONGEST_VIEWING.toMinutes()));
    }
  }

  /// How much footage it is.
  public static Duration length(List<Piece> pieces) {
    return pieces.stream()
        .map(piece -> Duration.between(piece.span().from(), piece.span().to()))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /// Who hands it over: the pseudonymous staff id of whoever was given leave.
  String person() {
    return pieces.getFirst().permit().person();
  }

  /// What stands on every picture of the viewing copy: whose copy it is. The beginning of the
  /// reference in the letters that a mark has, for people, and of the first permit's id, by which
  /// the ledger's entry is found.
  public String mark() {
    var permit = pieces.getFirst().permit().id();
    var plain =
        Normalizer.normalize(reference, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toUpperCase(Locale.ROOT)
            .replaceAll("[^-A-Z0-9/.:]+", " ")
            .strip();
    return "%s %s"
        .formatted(
            plain.substring(0, Math.min(MARKED_REFERENCE, plain.length())).strip(),
            permit.substring(0, Math.min(MARKED_PERMIT, permit.length())).toUpperCase(Locale.ROOT))
        .strip();
  }

  /// Whether a word can stand in papers and in the ledger: one line, and nothing in it that is not
  /// seen or turns the direction of what is.
  public static boolean isLine(String word) {
    return !word.isBlank()
        && word.length() <= LONGEST_WORD
        && word.codePoints()
            .noneMatch(
                c ->
                    Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.SURROGATE
                        || Character.getType(c) == Character.LINE_SEPARATOR
                        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR);
  }

  private static void require(String word, String what) {
    if (!isLine(word)) {
      throw new IllegalArgumentException(
          "give %s in one line of 1 to %d characters".formatted(what, LONGEST_WORD));
    }
  }
}
