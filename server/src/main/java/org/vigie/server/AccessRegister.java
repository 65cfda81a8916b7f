package org.vigie.server;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.vigie.governance.access.AccessAnswer;
import org.vigie.governance.access.AccessCase;

/// The register of requests for access as a table, a line for each; no names. What a spreadsheet
/// would take for a formula computes nothing ([Csv]).
final class AccessRegister {

  private static final String HEAD =
      "case,reference,received,how,cameras,opened,due,extended,identity_checked,copies,answer,"
          + "ground,answered,days,late";

  private AccessRegister() {}

  static String csv(List<AccessCase> cases, Instant now) {
    return cases.stream()
        .map(one -> line(one, now))
        .collect(Collectors.joining("\r\n", HEAD + "\r\n", "\r\n"));
  }

  private static String line(AccessCase one, Instant now) {
    var answered = one.answered();
    return List.of(
            one.number(),
            one.reference(),
            one.received().toString(),
            one.how().name(),
            one.cameras().stream().map(Object::toString).sorted().collect(Collectors.joining("; ")),
            one.opened().toString(),
            one.due().toString(),
            one.extended().map(Enum::name).orElse(""),
            one.identity() ? "yes" : "no",
            String.valueOf(one.copies()),
            answered.map(given -> given.answer().word()).orElse(""),
            answered.map(given -> ground(given.answer())).orElse(""),
            answered.map(given -> given.at().toString()).orElse(""),
            answered.map(given -> days(one, given.at())).orElse(""),
            isLate(one, now) ? "yes" : "no")
        .stream()
        .map(Csv::cell)
        .collect(Collectors.joining(","));
  }

  private static String ground(AccessAnswer answer) {
    return switch (answer) {
      case AccessAnswer.Copy() -> "";
      case AccessAnswer.Nothing(var finding, _) -> finding.name();
      case AccessAnswer.Refusal(var ground) -> ground.name();
    };
  }

  private static String days(AccessCase one, Instant at) {
    var received = one.received().atStartOfDay(java.time.ZoneOffset.UTC).toInstant();
    return String.valueOf(Math.max(0, Duration.between(received, at).toDays()));
  }

  private static boolean isLate(AccessCase one, Instant now) {
    return one.answered().map(given -> !given.at().isBefore(one.due())).orElse(one.isLate(now));
  }
}
