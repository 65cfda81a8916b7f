package org.vigie.sight;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Decides which camera another eye should have, so that no eye sheds pictures while another one
/// has time. Pure.
///
/// A camera that is moved has its background to learn again, and is masked whole meanwhile: what
/// it has learnt is a clear picture, which may not leave its eye. So cameras move only from an eye
/// that sheds, one at a time, and only where that helps.
final class Balance {

  /// An eye below this has time, in cores.
  private static final double HAS_TIME = 0.6;

  /// An eye is not filled beyond this.
  private static final double FULL = 0.8;

  /// What costs less than this is not worth moving.
  private static final double WORTH_MOVING = 0.02;

  /// What one camera cost its eye lately, in cores.
  record CameraLoad(int camera, double cores) {}

  /// What one eye did lately.
  ///
  /// @param sheds whether it left out pictures because it could not keep up
  record EyeLoad(int eye, boolean sheds, List<CameraLoad> cameras) {

    EyeLoad {
      cameras = List.copyOf(cameras);
    }

    double cores() {
      return cameras.stream().mapToDouble(CameraLoad::cores).sum();
    }
  }

  /// A camera and the eye that it should have.
  record Move(int camera, int from, int to) {}

  private Balance() {}

  /// The one move that helps most; nothing where none does.
  static Optional<Move> find(List<EyeLoad> eyes) {
    var byLoad = Comparator.comparingDouble(EyeLoad::cores);
    var from = eyes.stream().filter(EyeLoad::sheds).max(byLoad);
    var to = eyes.stream().filter(eye -> !eye.sheds() && eye.cores() < HAS_TIME).min(byLoad);
    if (from.isEmpty() || to.isEmpty() || from.get().cameras().size() < 2) {
      return Optional.empty();
    }
    double room = FULL - to.get().cores();
    return from.get().cameras().stream()
        .filter(camera -> camera.cores() >= WORTH_MOVING && camera.cores() <= room)
        .max(Comparator.comparingDouble(CameraLoad::cores))
        .map(camera -> new Move(camera.camera(), from.get().eye(), to.get().eye()));
  }
}
