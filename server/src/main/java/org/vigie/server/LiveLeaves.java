package org.vigie.server;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import org.vigie.base.Clocks;
import org.vigie.governance.Governance;
import org.vigie.governance.Permit;
import org.vigie.governance.PermitTerms;
import org.vigie.governance.Refused;
import org.vigie.governance.Right;
import org.vigie.model.CameraId;
import org.vigie.server.door.SignedIn;

/// The leaves to watch a camera live. Each is an entry in the ledger; a session that comes back to
/// a camera within ten minutes of it, as a wall that turns its pages does, watches under the same
/// one, so that a tour fills the ledger with six entries an hour for each camera, not with one for
/// each turn. Safe for any thread.
final class LiveLeaves {

  static final Duration SAME_FOR = Duration.ofMinutes(10);

  /// Whatever is beyond costs an entry more.
  private static final int MOST = 10_000;

  private record Looking(String session, CameraId camera) {}

  private record Given(Permit permit, Duration at) {}

  private final Governance governance;
  private final Clocks clocks;

  /// In the order in which they were given.
  private final LinkedHashMap<Looking, Given> given = new LinkedHashMap<>();

  LiveLeaves(Governance governance, Clocks clocks) {
    this.governance = governance;
    this.clocks = clocks;
  }

  /// Leave to watch: in the ledger before this returns, or since at most ten minutes ago.
  Permit get(SignedIn viewer, CameraId camera) throws Refused {
    var looking = new Looking(viewer.session(), camera);
    var kept = find(looking);
    if (kept.isPresent()) {
      return checked(kept.get(), looking);
    }
    var permit =
        governance.permit(
            viewer.person(),
            Right.VIEW_LIVE,
            Set.of(camera),
            Optional.empty(),
            "",
            PermitTerms.SHIFT);
    permit.use(Right.VIEW_LIVE, camera);
    keep(looking, permit);
    return permit;
  }

  /// One that does not hold any more is refused once; whoever asks again asks anew.
  private Permit checked(Permit permit, Looking looking) throws Refused {
    try {
      permit.check(Right.VIEW_LIVE, looking.camera);
      return permit;
    } catch (Refused e) {
      synchronized (this) {
        given.remove(looking);
      }
      throw e;
    }
  }

  private synchronized Optional<Permit> find(Looking looking) {
    var now = clocks.elapsed();
    given.values().removeIf(one -> now.minus(one.at).compareTo(SAME_FOR) >= 0);
    return Optional.ofNullable(given.get(looking)).map(Given::permit);
  }

  private synchronized void keep(Looking looking, Permit permit) {
    given.putLast(looking, new Given(permit, clocks.elapsed()));
    if (given.size() > MOST) {
      given.pollFirstEntry();
    }
  }
}
