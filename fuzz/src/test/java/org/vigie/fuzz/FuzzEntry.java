package org.vigie.fuzz;

/// Where the coverage-guided fuzzer enters: it knows one class, and is told the target's name.
public final class FuzzEntry {

  /// Being watched allocates: up to twice a target's bound where the machine has no time to compile
  /// what watches. Who breaks four times the bound is tried again unwatched, and held to it once.
  private static final int WATCHED_SLACK = 4;

  private static Trial trial = new Trial(Targets.all().getFirst());

  private FuzzEntry() {}

  /// @param arguments the target's name
  public static void fuzzerInitialize(String[] arguments) {
    trial = new Trial(Targets.get(arguments[0]), WATCHED_SLACK);
  }

  /// Gives one input to a target again.
  ///
  /// @param arguments the target's name, and the input's file
  public static void main(String[] arguments) throws java.io.IOException {
    new Trial(Targets.get(arguments[0]))
        .run(java.nio.file.Files.readAllBytes(java.nio.file.Path.of(arguments[1])));
    System.out.println(arguments[0] + ": every promise holds");
    System.exit(0);
  }

  public static void fuzzerTestOneInput(byte[] input) {
    trial.run(input);
  }
}
