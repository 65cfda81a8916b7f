package org.vigie.governance;

import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.vigie.base.Clocks;
import org.vigie.custody.CustodianSet;
import org.vigie.custody.OpeningRequest;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.Ledger;
import org.vigie.governance.ledger.Recorded;
import org.vigie.governance.openings.Custodians;
import org.vigie.governance.openings.OpeningOrder;
import org.vigie.governance.openings.OpeningState;
import org.vigie.governance.openings.Openings;

/// Who may name custodians and ask them to open footage. What they do with it is their own: nobody
/// here can approve for them. Safe for any thread.
public final class Custody {

  private final Ledger ledger;
  private final Habilitations habilitations;
  private final Clocks clocks;
  private final Custodians custodians;
  private final Openings openings;

  Custody(String town, Ledger ledger, Habilitations habilitations, Clocks clocks) {
    this.ledger = ledger;
    this.habilitations = habilitations;
    this.clocks = clocks;
    this.custodians = new Custodians(town, ledger::append);
    this.openings = new Openings(custodians, ledger::append, this::newestCheckpoint, clocks);
  }

  void fold(Recorded recorded) {
    custodians.fold(recorded);
    openings.fold(recorded);
  }

  /// Origin, size and root, as a checkpoint's own lines say them.
  private String newestCheckpoint() {
    var newest = ledger.checkpoint();
    var root = Base64.getEncoder().encodeToString(newest.root());
    return "%s %d %s".formatted(newest.origin(), newest.size(), root);
  }

  /// The town's custodians.
  public Custodians custodians() {
    return custodians;
  }

  /// What is asked for and open.
  public Openings openings() {
    return openings;
  }

  /// Names the town's first custodians; `actor` needs the right ADMINISTER, for all cameras.
  public CustodianSet name(String actor, List<String> cards) throws Refused {
    boolean may =
        actor.equals(Actors.LOCAL_ADMINISTRATOR)
            || habilitations.holdForAll(actor, Right.ADMINISTER, clocks.wall());
    if (!may) {
      throw refuse(Custodians.REFUSED, actor, Map.of(), "You do not hold the right ADMINISTER.");
    }
    return custodians.name(actor, cards);
  }

  /// Asks the custodians to open footage. The person needs the right to see it, or to export it,
  /// for each of the cameras, by a habilitation: who administers the machine opens nothing.
  public OpeningState ask(OpeningOrder order) throws Refused {
    boolean export = order.use() == OpeningRequest.Use.EXPORT;
    var right = export ? Right.EXPORT : Right.PLAY_BACK;
    var cameras = order.reels().stream().map(SealedReel::camera).collect(Collectors.toSet());
    // A masked copy for somebody who was filmed leaves the house: it takes an opening to export.
    boolean may =
        habilitations.hold(order.person(), right, cameras, clocks.wall())
            || (export
                && habilitations.hold(order.person(), Right.ANSWER_ACCESS, cameras, clocks.wall()));
    if (!may) {
      throw refuse(
          Openings.REFUSED,
          order.person(),
          Map.of("cameras", cameras, "use", order.use()),
          "You do not hold the right %s for each of the cameras.".formatted(right));
    }
    return openings.ask(order);
  }

  private Refused refuse(String kind, String actor, Map<String, Object> facts, String why) {
    var all = new HashMap<>(facts);
    all.put("why", why);
    ledger.append(new Entry(kind, actor, all));
    return new Refused(why);
  }
}
