package org.vigie.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.vigie.governance.ActOrder;
import org.vigie.governance.ActStanding;
import org.vigie.governance.Actors;
import org.vigie.governance.Governance;
import org.vigie.governance.Refused;

/// Says where acts stand, and gives orders about them, for whoever administers the machine.
record ActClerk(Governance governance) {

  /// What is asked: an order about one act, or without a number, how all of them stand.
  record Request(ActOrder order, String number, String reason) {
    static Request list() {
      return new Request(ActOrder.NONE, "", "");
    }
  }

  private static final int LONGEST_REASON = 500;

  ControlAnswer answer(Request request) {
    if (!request.number().isEmpty()) {
      if (request.reason().isBlank() || request.reason().length() > LONGEST_REASON) {
        return ControlAnswer.failed("a reason has 1 to " + LONGEST_REASON + " characters");
      }
      try {
        governance.order(
            request.order(), Actors.LOCAL_ADMINISTRATOR, request.number(), request.reason());
      } catch (Refused e) {
        return ControlAnswer.failed(String.valueOf(e.getMessage()));
      }
    }
    return new ControlAnswer("", lines());
  }

  private List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(
        "Judged under the profile %s, version %d."
            .formatted(governance.profile().name(), governance.profile().version()));
    var acts = governance.standing();
    if (acts.isEmpty()) {
      lines.add("No act: nothing is recorded.");
    }
    acts.forEach(act -> lines.addAll(lines(act)));
    return lines;
  }

  private static List<String> lines(ActStanding act) {
    var lines = new ArrayList<String>();
    lines.add(
        "%s, %s act of %s: %s"
            .formatted(
                act.number(),
                act.detection() ? "detection" : "recording",
                act.authority(),
                act.state().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
    lines.add("  from %s until %s".formatted(act.from(), act.until()));
    lines.add(act.signedBy().isEmpty() ? "  unsigned" : "  signed with " + act.signedBy());
    act.since()
        .ifPresent(
            since ->
                lines.add(
                    "  since %s, by %s%s"
                        .formatted(
                            since,
                            act.person().orElse(""),
                            act.reason().map(reason -> ": " + reason).orElse(""))));
    return lines;
  }
}
