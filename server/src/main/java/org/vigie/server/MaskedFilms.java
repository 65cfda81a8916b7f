package org.vigie.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.media.mp4.Mp4;
import org.vigie.model.AccessUnit;
import org.vigie.model.CameraId;
import org.vigie.model.MaskedCopies;
import org.vigie.model.Span;
import org.vigie.recording.Footage;

/// Makes masked films of recorded footage: leave from governance, footage from the recorder, masked
/// copy by the eye, fragmented MP4. Two at a time; the clear footage is in memory only, and only
/// meanwhile.
///
/// Safe for any thread.
final class MaskedFilms {

  /// As much as [MaskedCopies] takes.
  static final Duration LONGEST = Duration.ofMinutes(2);

  private static final int FRAGMENT_UNITS = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Town town;
  private final Semaphore lanes = new Semaphore(2);

  MaskedFilms(Town town) {
    this.town = town;
  }

  /// A film, when its first picture was taken and its last one ended, and how far dates may be off.
  record Film(byte[] bytes, Instant start, Instant end, Duration uncertainty) {

    ServerResponse answer() {
      return ServerResponse.ok()
          .contentType(MediaType.valueOf("video/mp4"))
          .header("X-Vigie-Start", start.toString())
          .header("X-Vigie-End", end.toString())
          .header("X-Vigie-Uncertainty-Ms", String.valueOf(uncertainty.toMillis()))
          .body(bytes);
    }
  }

  /// Makes the film of the unbroken stretch of `span` in which `moment` lies, or else of the first.
  ///
  /// @param reason the motive, for the ledger
  /// @throws Problem if there is no footage, or it cannot be masked now
  Film make(String person, CameraId camera, Span span, Instant moment, String reason)
      throws Refused, IOException {
    var permit =
        town.governance()
            .permit(person, Right.PLAY_BACK, Set.of(camera), Optional.of(span), reason);
    requireLane();
    try (var footage = town.recorder().read(permit, camera, span)) {
      var stretch =
          choose(footage, moment)
              .orElseThrow(() -> new Problem(ProblemCode.NO_FOOTAGE, "camera", camera.value()));
      return film(stretch, footage);
    } finally {
      lanes.release();
    }
  }

  private Film film(Stretch stretch, Footage footage) {
    var units = stretch.units();
    var copy = mask(stretch, footage);
    var last = units.getLast();
    long endTicks = Math.max(stretch.endTicks(), last.ticks() + 1);
    var end = last.wall().plusMillis((endTicks - last.ticks()) / 90);
    return new Film(write(copy, endTicks), units.getFirst().wall(), end, footage.uncertainty());
  }

  private MaskedCopies.Copy mask(Stretch stretch, Footage footage) {
    try {
      return town.copies().mask(stretch.format(), stretch.units(), footage.masks());
    } catch (IOException e) {
      throw new Problem(ProblemCode.MASKING_UNAVAILABLE, "reason", String.valueOf(e.getMessage()));
    }
  }

  private void requireLane() {
    boolean free = false;
    try {
      free = lanes.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!free) {
      throw new Problem(ProblemCode.MASKING_UNAVAILABLE, "reason", "others are being made");
    }
  }

  /// Reads stretch after stretch, keeping one, until it is the wanted one.
  private static Optional<Stretch> choose(Footage footage, Instant moment) throws IOException {
    Optional<Stretch> chosen = Optional.empty();
    for (var piece = footage.next(); piece.isPresent(); piece = footage.next()) {
      var next = piece.get();
      if (chosen.isPresent() && next.continues() && chosen.get().takes(next)) {
        chosen.get().add(next);
      } else if (chosen.isEmpty() || next.units().getFirst().wall().isBefore(moment)) {
        chosen = Optional.of(Stretch.of(next));
      } else {
        break;
      }
    }
    return chosen.filter(stretch -> !stretch.units().isEmpty());
  }

  private static byte[] write(MaskedCopies.Copy copy, long endTicks) {
    var init = Mp4.init(copy.format());
    var fragments = fragments(copy.units());
    int size = init.length + fragments.stream().mapToInt(Mp4::fragmentSize).sum();
    var out = ByteBuffer.allocate(size).put(init);
    long origin = copy.units().getFirst().ticks();
    for (int i = 0; i < fragments.size(); i++) {
      var units = fragments.get(i);
      boolean more = i + 1 < fragments.size();
      long until = more ? fragments.get(i + 1).getFirst().ticks() : endTicks;
      long least = units.getLast().ticks() + 1;
      Mp4.writeFragment(
          out, i + 1, units.getFirst().ticks() - origin, units, Math.max(until, least));
    }
    return out.array();
  }

  /// Cut before key frames, and where they are far apart also in between.
  private static List<List<AccessUnit>> fragments(List<AccessUnit> units) {
    var fragments = new ArrayList<List<AccessUnit>>();
    var current = new ArrayList<AccessUnit>();
    for (var unit : units) {
      if (!current.isEmpty() && (unit.key() || current.size() == FRAGMENT_UNITS)) {
        fragments.add(List.copyOf(current));
        current.clear();
      }
      current.add(unit);
    }
    fragments.add(List.copyOf(current));
    return fragments;
  }
}
