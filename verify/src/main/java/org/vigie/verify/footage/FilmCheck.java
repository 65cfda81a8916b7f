package org.vigie.verify.footage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// Compares films with the sealed stretches that they were made from, picture by picture. Used by
/// one thread.
///
/// A film leaves pictures out only where design/reels.md says so: within the first part at its
/// beginning, before the next key picture after a hole, and after its end within the last part.
public final class FilmCheck {

  /// What the ledger was told of a reel.
  public record Told(String reel, long parts, String head) {}

  private final List<Path> films;
  private final List<SealedStretch> stretches;
  private int film = -1;
  private @Nullable Film open;
  private int stretch;
  private boolean afterHole;
  private int firstPart = -1;
  private long pictures;

  private FilmCheck(List<Path> films, List<SealedStretch> stretches) {
    this.films = films;
    this.stretches = stretches;
  }

  /// Requires that the ledger was told of all that a stretch opens.
  ///
  /// @throws Unreadable if it was not
  public static void requireTold(SealedStretch stretch, List<Told> told) throws Unreadable {
    BiPredicate<Integer, byte[]> knows =
        (parts, hash) ->
            told.stream()
                .anyMatch(
                    one ->
                        one.reel().equals(stretch.header().reel())
                            && one.parts() == parts
                            && one.head().equals(HexFormat.of().formatHex(hash)));
    if (!stretch.isTold(knows)) {
      throw new Unreadable("no entry of the ledger here commits to its parts");
    }
  }

  /// Requires that the films show what the stretches hold, in their order.
  ///
  /// @return how many pictures they show
  /// @throws Unreadable with the first thing that differs
  public static long pictures(List<Path> films, List<SealedStretch> stretches)
      throws IOException, Unreadable {
    var check = new FilmCheck(films, stretches);
    try {
      return check.run();
    } finally {
      if (check.open != null) {
        check.open.close();
      }
    }
  }

  private long run() throws IOException, Unreadable {
    long shift = 0;
    int shiftOf = -1;
    for (var shown = shown(); shown.isPresent(); shown = shown()) {
      var sealed = sealed();
      while (sealed.isPresent() && !sealed.get().isSame(shown.get()) && mayLeaveOut(sealed.get())) {
        sealed = sealed();
      }
      if (sealed.isEmpty() || !sealed.get().isSame(shown.get())) {
        throw new Unreadable(
            "picture %d of %s is not the one that was sealed".formatted(pictures + 1, name()));
      }
      long moved = shown.get().ticks() - sealed.get().ticks();
      int place = stretch * films.size() + film;
      if (shiftOf == place && moved != shift) {
        throw new Unreadable(
            "picture %d of %s is at another time than the one that was sealed"
                .formatted(pictures + 1, name()));
      }
      if (shiftOf != place) {
        requireFormat(open, stretches.get(stretch));
      }
      shift = moved;
      shiftOf = place;
      afterHole = false;
      pictures++;
    }
    requireEnd();
    return pictures;
  }

  /// At the beginning whatever lies in the same part, as a film begins at a key picture and parts
  /// at any; after a hole what cannot be decoded without pictures that are not there.
  private boolean mayLeaveOut(Picture sealed) {
    if (pictures == 0 && stretch == 0) {
      firstPart = firstPart < 0 ? stretches.get(stretch).partNumber() : firstPart;
      return stretches.get(stretch).partNumber() == firstPart;
    }
    return afterHole && !sealed.isKey();
  }

  private String name() {
    return String.valueOf(films.get(film).getFileName());
  }

  /// The next picture of the films.
  private Optional<Picture> shown() throws IOException, Unreadable {
    while (true) {
      var next = open == null ? Optional.<Picture>empty() : open.next();
      if (next.isPresent()) {
        return next;
      }
      if (open != null) {
        open.close();
      }
      if (film + 1 == films.size()) {
        return Optional.empty();
      }
      film++;
      open = Film.open(films.get(film));
    }
  }

  /// The next picture of the stretches.
  private Optional<Picture> sealed() throws IOException, Unreadable {
    for (; stretch < stretches.size(); stretch++, afterHole = true) {
      var from = stretches.get(stretch);
      var next = from.next();
      if (next.isPresent()) {
        afterHole |= from.isFresh();
        return next;
      }
    }
    return Optional.empty();
  }

  private void requireFormat(@Nullable Film shown, SealedStretch from) throws Unreadable {
    if (shown == null || !Arrays.equals(shown.description(), from.description())) {
      throw new Unreadable(name() + " says another format than what was sealed");
    }
  }

  /// What was sealed after the last picture shown is the rest of its part.
  private void requireEnd() throws IOException, Unreadable {
    if (stretch >= stretches.size()) {
      return;
    }
    var last = stretches.get(stretch);
    int part = last.partNumber();
    for (var rest = last.next(); rest.isPresent(); rest = last.next()) {
      if (last.partNumber() != part) {
        throw new Unreadable(
            "the films end before part %d of %s".formatted(last.partNumber(), last));
      }
    }
    if (stretch + 1 < stretches.size()) {
      throw new Unreadable("the films do not show " + stretches.get(stretch + 1));
    }
  }
}
