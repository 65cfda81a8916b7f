package org.vigie.app;

import java.io.PrintStream;

/// What a person reads when Vigie has started: where it answers, how to sign in, what to know.
final class Greeting {

  private Greeting() {}

  /// @param brief address and link only, one a line
  static void print(Town town, boolean brief, PrintStream out) {
    var config = town.config();
    if (brief) {
      out.println(town.server().url());
      town.server().oneTimeLink().ifPresent(out::println);
      out.flush();
      return;
    }
    out.println();
    out.println("  Vigie watches over " + config.town() + ": " + town.server().url());
    town.server()
        .oneTimeLink()
        .ifPresent(link -> out.println("  Sign in with this link; it works once: " + link));
    out.println(
        "  "
            + config.cameras().size()
            + " cameras. Footage is encrypted but not sealed: its keys lie on this machine.");
    out.println("  Its days are those of " + config.zone() + " (zone, in vigie.yaml).");
    out.println("  Everything is kept in " + config.data());
    out.println("  Stop with Ctrl-C.");
    out.println();
    out.flush();
  }
}
