package org.vigie.app.signals;

import java.util.HashMap;
import java.util.Map;
import org.vigie.onvif.InputState;

/// When the contacts of one camera begin to hold. How one stood when it was first heard of says
/// nothing, nor does what a camera says of how it stands. For one thread.
final class Edges {

  private final Map<String, Boolean> active = new HashMap<>();

  /// The camera is asked anew: it will say again how all of them stand.
  void begin() {
    active.clear();
  }

  /// Whether this contact has begun to hold just now.
  boolean rises(InputState state) {
    var before = active.put(state.input(), state.active());
    if (!state.active() || Boolean.TRUE.equals(before)) {
      return false;
    }
    // Some cameras never say that something is a change: then it is one from what was known.
    return state.change() || before != null;
  }
}
