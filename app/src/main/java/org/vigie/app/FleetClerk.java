package org.vigie.app;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vigie.governance.Actors;
import org.vigie.governance.Governance;
import org.vigie.governance.ledger.LedgerUnavailable;
import org.vigie.model.CameraId;

/// Writes into the ledger what whoever administers the machine does to cameras, before it is done
/// and after.
///
/// @param after hears what was written
/// @param states says how cameras stand, one line each
record FleetClerk(Governance governance, Consumer<Request> after, FleetStates states) {

  /// The fact of a request that has a camera's lines of the configuration read again.
  static final String RENEW = "renew";

  /// Its value where another device has taken a camera's place.
  static final String DEVICE = "device";

  /// Its value where a camera has another password.
  static final String PASSWORD = "password";

  private static final int MOST_FACTS = 20;
  private static final int LONGEST = 4000;

  /// @param what is written; absent: how cameras stand is asked, from the number `from` on
  /// @param facts texts by their names; never a password
  record Request(@Nullable FleetFact what, String camera, Map<String, String> facts) {
    Request {
      facts = Map.copyOf(facts);
    }
  }

  ControlAnswer answer(Request request) {
    var what = request.what();
    if (what == null && request.facts().containsKey(RENEW)) {
      if (!CameraId.isValid(request.camera())) {
        return ControlAnswer.failed("'" + request.camera() + "' is no camera");
      }
      after.accept(request);
      return new ControlAnswer("", List.of());
    }
    if (what == null) {
      return new ControlAnswer("", states.lines(Integer.parseInt(request.facts().get("from"))));
    }
    if (!CameraId.isValid(request.camera())) {
      return ControlAnswer.failed("'" + request.camera() + "' is no camera");
    }
    if (request.facts().size() > MOST_FACTS
        || request.facts().values().stream().anyMatch(text -> text.length() > LONGEST)) {
      return ControlAnswer.failed("an entry has at most 20 facts of 4000 characters each");
    }
    var facts = new TreeMap<String, Object>(request.facts());
    facts.put("camera", new CameraId(request.camera()));
    try {
      governance.note(what.kind(), Actors.LOCAL_ADMINISTRATOR, facts);
    } catch (LedgerUnavailable e) {
      return ControlAnswer.failed("the ledger cannot be written; nothing was done");
    }
    after.accept(request);
    return new ControlAnswer("", List.of());
  }
}
