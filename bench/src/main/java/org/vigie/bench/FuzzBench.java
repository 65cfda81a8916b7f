package org.vigie.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/// The long run of the fuzzer: every target of the module `fuzz` in a program of its own, guided by
/// what its inputs reach. What a target's inputs have taught stays in `.vigie/fuzz/NAME`.
@Command(
    name = "fuzz",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Gives every parser of outside bytes inputs that no honest sender sends.",
      "Prints one line of JSON last; exit code 1 if a promise was broken (crashes; what broke one",
      "only while the fuzzer watched is unconfirmed), or a target was given no input",
      "(design/fuzzing.md)."
    })
final class FuzzBench implements Callable<Integer> {

  private static final String ENTRY = "org.vigie.fuzz.FuzzEntry";
  private static final String SEEDS = "org.vigie.fuzz.SeedMain";
  private static final Pattern DONE = Pattern.compile("#(\\d+)\\s+DONE.* corp: (\\d+)/.*");
  private static final Pattern COUNT = Pattern.compile("#(\\d+)\\s.*");
  private static final Pattern WRITTEN = Pattern.compile(".*Test unit written to (.*)");
  private static final Pattern BROKEN =
      Pattern.compile("== Java (?:Exception|Assertion Error): (.*)");

  /// Memory of a target's program; a parser that needs more than its share of it has failed.
  private static final int MEGABYTES = 512;

  /// No input is longer: most parsers' own limits lie below.
  private static final int LONGEST_BYTES = 65_536;

  /// How long one input may take without the fuzzer, its program's start included.
  private static final Duration AGAIN = Duration.ofSeconds(60);

  @Option(
      names = "--minutes",
      required = true,
      paramLabel = "N",
      description = "How long in all, shared out evenly among the targets.")
  private double minutes;

  @Option(
      names = "--target",
      paramLabel = "NAME",
      description = "Only this target; may be given again. Without it, all of them.")
  private List<String> only = new ArrayList<>();

  private final Path home = Path.of(System.getProperty("vigie.home", ".")).toAbsolutePath();
  private final Path store = home.resolve(".vigie/fuzz");
  private long executions;
  private long corpus;
  private int crashes;
  private int unconfirmed;

  /// Targets that were given no input: about them nothing was found out.
  private final List<String> idle = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    var targets = only.isEmpty() ? writeSeeds() : List.copyOf(only);
    if (!only.isEmpty() && !writeSeeds().containsAll(only)) {
      System.err.println("vigie bench fuzz: there are these targets: " + writeSeeds());
      return 2;
    }
    long seconds = Math.max(1, Math.round(minutes * 60 / targets.size()));
    for (var target : targets) {
      run(target, seconds);
    }
    var fields = new LinkedHashMap<String, Object>();
    fields.put("targets", targets.size());
    fields.put("minutes", minutes);
    fields.put("executions", executions);
    fields.put("crashes", crashes);
    fields.put("unconfirmed", unconfirmed);
    fields.put("never_ran", idle);
    fields.put("longest_input_bytes", LONGEST_BYTES);
    fields.put("memory_mb", MEGABYTES);
    fields.put("corpus", corpus);
    System.out.println(JsonMapper.builder().build().writeValueAsString(fields));
    return crashes == 0 && idle.isEmpty() ? 0 : 1;
  }

  /// Puts each target's seeds beside what earlier runs found; returns the targets' names.
  private List<String> writeSeeds() throws IOException, InterruptedException {
    Files.createDirectories(store);
    var process = java(List.of(), SEEDS, List.of(store.toString())).start();
    var names = new ArrayList<String>();
    try (var out = process.inputReader(StandardCharsets.UTF_8)) {
      out.lines().filter(line -> line.matches("[a-z0-9-]+")).forEach(names::add);
    }
    if (process.waitFor() != 0) {
      throw new IOException("the targets could not be listed: is the module fuzz built?");
    }
    return names;
  }

  private void run(String target, long seconds) throws IOException, InterruptedException {
    var found = store.resolve(target).resolve("found");
    Files.createDirectories(found);
    var options =
        List.of(
            "--target_class=" + ENTRY,
            "--target_args=" + target,
            "--instrumentation_includes=org.vigie.**",
            "--custom_hook_includes=org.vigie.none.**",
            "--reproducer_path=" + found,
            "-max_total_time=" + seconds,
            "-max_len=" + LONGEST_BYTES,
            "-rss_limit_mb=" + 4 * MEGABYTES,
            "-timeout=25",
            "-artifact_prefix=" + found + "/",
            store.resolve(target).resolve("corpus").toString());
    var process = java(heap(), "com.code_intelligence.jazzer.Jazzer", options).start();
    var log = new ArrayList<String>();
    long runs = 0;
    long size = 0;
    try (var out = process.inputReader(StandardCharsets.UTF_8)) {
      for (var line = out.readLine(); line != null; line = out.readLine()) {
        log.add(line);
        Matcher count = COUNT.matcher(line);
        runs = count.matches() ? Long.parseLong(count.group(1)) : runs;
        Matcher done = DONE.matcher(line);
        size = done.matches() ? Long.parseLong(done.group(2)) : size;
      }
    }
    executions += runs;
    corpus += size;
    if (process.waitFor() == 0 && runs == 0) {
      idle.add(target);
      report(target, log, "RAN NOT ONCE");
    } else if (process.exitValue() == 0) {
      System.err.printf("%s: %,d inputs, %,d of them kept, nothing found%n", target, runs, size);
    } else if (breaksAgain(target, log)) {
      crashes++;
      report(target, log, "BROKE A PROMISE");
    } else {
      unconfirmed++;
      report(target, log, "broke a promise while it was watched, and keeps it by itself");
    }
  }

  /// Whether the input on which a target ended breaks a promise without the fuzzer, too, which
  /// costs memory and time of its own; true where there is no such input.
  private boolean breaksAgain(String target, List<String> log)
      throws IOException, InterruptedException {
    var input = input(log);
    if (input.isEmpty()) {
      return true;
    }
    var again = java(heap(), ENTRY, List.of(target, input.get()));
    var process = again.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    try {
      return !process.waitFor(AGAIN.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0;
    } finally {
      process.destroyForcibly();
    }
  }

  private static Optional<String> input(List<String> log) {
    return log.stream()
        .map(WRITTEN::matcher)
        .filter(Matcher::matches)
        .map(line -> line.group(1))
        .findFirst();
  }

  private void report(String target, List<String> log, String what) {
    var file = input(log);
    System.err.println(target + ": " + what);
    log.stream()
        .map(BROKEN::matcher)
        .filter(Matcher::matches)
        .forEach(m -> System.err.println("  " + m.group(1)));
    if (file.isEmpty()) {
      log.stream()
          .skip(Math.max(0, log.size() - 20))
          .forEach(line -> System.err.println("  " + line));
      return;
    }
    System.err.println("  input: " + file.get());
    System.err.println(
        "  again: " + String.join(" ", java(heap(), ENTRY, List.of(target, file.get())).command()));
  }

  private static List<String> heap() {
    return List.of("-Xmx" + MEGABYTES + "m", "-XX:+UseSerialGC");
  }

  private ProcessBuilder java(List<String> options, String main, List<String> arguments) {
    var shared = home.resolve("../shared").normalize();
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dvigie.root=" + home,
            "-Dvigie.shared=" + shared,
            "-cp",
            classPath(),
            main));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectErrorStream(true);
  }

  private String classPath() {
    var module = home.resolve("fuzz/target");
    try {
      return Stream.of(
              module.resolve("test-classes").toString(),
              Files.readString(module.resolve("runtime.classpath")).strip())
          .collect(java.util.stream.Collectors.joining(File.pathSeparator));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("the module fuzz is not built", e);
    }
  }
}
