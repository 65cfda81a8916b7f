package org.vigie.app;

import java.io.PrintStream;
import org.vigie.governance.Governance;
import org.vigie.governance.keys.MemoryFolder;

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
    out.println("  " + config.cameras().size() + " cameras. " + sealing(town.governance()));
    if (isSealed(town.governance()) && !MemoryFolder.plainSwap().isEmpty()) {
      out.println(
          "  Attention: memory may be swapped to disk in the clear, keys included ("
              + String.join(", ", MemoryFolder.plainSwap())
              + "): switch swap off or encrypt it.");
    }
    out.println("  Its days are those of " + config.zone() + " (zone, in vigie.yaml).");
    out.println("  Everything is kept in " + config.data());
    out.println("  Stop with Ctrl-C.");
    out.println();
    out.flush();
  }

  /// Of an exercise: whose link is whose.
  static void printExercise(Town town, Scenario scenario, PrintStream out) {
    out.println();
    out.println("  EXERCICE - TRAINING: no camera of this town is real.");
    out.println();
    out.println("  " + town.config().town() + ", " + scenario + ": " + town.server().url());
    town.server()
        .traineeLink()
        .ifPresent(link -> out.println("  The trainee signs in once with " + link));
    town.server()
        .oneTimeLink()
        .ifPresent(link -> out.println("  The trainer signs in once with " + link));
    out.println("  Use two browsers, or a private window for one of them.");
    out.println("  The debrief, for the trainer: " + town.server().url().resolve("/training"));
    out.println("  Stop with Ctrl-C.");
    out.println();
    out.flush();
  }

  private static boolean isSealed(Governance governance) {
    return governance.custody().custodians().current().isPresent();
  }

  private static String sealing(Governance governance) {
    if (!isSealed(governance)) {
      return "Footage is encrypted but not sealed: its keys lie on this machine.";
    }
    return governance.keys().surviveRestart()
        ? "Footage is sealed: past its review window two custodians open it."
        : "Footage is sealed: past its review window, or after a restart, two custodians open it.";
  }
}
