package org.vigie.app;

import java.time.Instant;
import java.util.EnumSet;
import org.vigie.governance.Governance;
import org.vigie.model.SceneSign;
import org.vigie.model.SightTask;
import org.vigie.rules.RuleBook;

/// Which of a camera's rules may judge now, and what the eye has to look for so that they can (R2).
final class RulesInForce {

  private RulesInForce() {}

  /// What the rules stand on that may judge at an instant: valid acts cover them, no stop button is
  /// pressed, they are within their schedule, and they do not rest. Where none may, masks only.
  ///
  /// @param rest whether all of the camera's rules rest, since it looks elsewhere (R8)
  static SightTask task(RuleBook book, Governance governance, boolean rest, Instant now) {
    if (rest) {
      return SightTask.MASK;
    }
    var signs = EnumSet.noneOf(SceneSign.class);
    boolean any = false;
    for (var rule : book.rules()) {
      if (rule.schedule().covers(now)
          && governance.mayDetect(book.camera(), rule.id(), rule.event(), rule.zone(), now)) {
        any = true;
        signs.addAll(rule.signs());
      }
    }
    return any ? SightTask.watch(signs) : SightTask.MASK;
  }
}
