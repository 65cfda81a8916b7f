package org.vigie.server;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.vigie.base.NtpState;
import org.vigie.governance.Refused;
import org.vigie.governance.time.ClockStep;
import org.vigie.governance.time.TownClock;

/// How this machine's clock is kept, what it did, and a person's word that it is right.
final class ClockApi {

  private final TownClock clock;

  ClockApi(Town town) {
    this.clock = town.clock();
  }

  ServerResponse get(ServerRequest request) {
    return Json.ok(answer());
  }

  ServerResponse confirm(ServerRequest request) throws IOException, Refused {
    var given = Json.read(request, ClockOrder.class).reason();
    clock.confirm(Asker.of(request).person(), Query.reason(given == null ? "" : given));
    return Json.ok(answer());
  }

  private ClockAnswer answer() {
    var state = clock.state();
    return new ClockAnswer(
        state.kept(),
        state.source(),
        clock.wallError().toMillis(),
        state.updated(),
        clock.holdsDeletion(),
        clock.unconfirmed().stream().map(StepAnswer::of).toList());
  }

  record ClockOrder(@Nullable String reason) {}

  record ClockAnswer(
      NtpState.Kept kept,
      String source,
      long errorMs,
      Optional<Instant> updated,
      boolean holdsDeletion,
      List<StepAnswer> unconfirmed) {}

  record StepAnswer(ClockStep.Kind noticed, Instant before, Instant after, long byMs) {

    static StepAnswer of(ClockStep step) {
      return new StepAnswer(step.kind(), step.before(), step.after(), step.by().toMillis());
    }
  }
}
