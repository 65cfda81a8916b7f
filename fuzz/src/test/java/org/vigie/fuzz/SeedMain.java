package org.vigie.fuzz;

import java.nio.file.Files;
import java.nio.file.Path;

/// Writes every target's seeds to the folder that the coverage-guided fuzzer begins with, and
/// prints the targets' names.
final class SeedMain {

  private SeedMain() {}

  public static void main(String[] arguments) throws Exception {
    for (var target : Targets.all()) {
      var folder = Path.of(arguments[0], target.name(), "corpus");
      Files.createDirectories(folder);
      int number = 0;
      for (var seed : target.seeds()) {
        Files.write(folder.resolve("seed-%04d".formatted(number++)), seed);
      }
      System.out.println(target.name());
    }
    System.exit(0);
  }
}
