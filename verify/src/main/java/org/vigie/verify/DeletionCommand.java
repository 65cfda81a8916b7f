package org.vigie.verify;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `vigie verify deletion`: does each day's proof say what the ledger tells of that day, and is
/// nothing left of what was destroyed? Whether the ledger itself holds is `verify ledger`'s
/// question.
final class DeletionCommand {

  private static final Pattern REEL_FILE =
      Pattern.compile("(?:\\d\\d-)?([0-9a-f]{32})\\.(?:reel|masks|envelope|key)");
  private static final int MOST_FAULTS = 50;

  private final List<String> faults = new ArrayList<>();
  private final List<Told> told = new ArrayList<>();
  private final List<Proof> proofs = new ArrayList<>();
  private final Set<String> destroyed = new HashSet<>();

  /// What the ledger says of a reel at some instant: destroyed, or not after all.
  private record Told(Instant at, String reel, String line, String camera, boolean gone) {}

  private record Proof(long index, String date, Instant from, Instant to, Map<?, ?> facts) {}

  private DeletionCommand() {}

  static int run(List<String> args, PrintStream out, PrintStream err) {
    var volumes = new ArrayList<Path>();
    for (int i = 2; i < args.size(); i += 2) {
      if (!args.get(i).equals("--volume") || i + 1 == args.size()) {
        return VerifyMain.wrongUse(err, "unknown option " + args.get(i) + ", or it needs a folder");
      }
      volumes.add(Path.of(args.get(i + 1)));
    }
    var data = Path.of(args.get(1));
    if (!Files.isDirectory(data.resolve("ledger/private"))) {
      err.println(data + ": there is no ledger with its entries here.");
      return 1;
    }
    if (volumes.isEmpty() && Files.isDirectory(data.resolve("footage"))) {
      volumes.add(data.resolve("footage"));
    }
    try {
      return new DeletionCommand().check(data, volumes, out, err);
    } catch (IOException e) {
      err.println(data + " cannot be read: " + e.getMessage());
      return 1;
    }
  }

  private int check(Path data, List<Path> volumes, PrintStream out, PrintStream err)
      throws IOException {
    LedgerEntries.bodies(data.resolve("ledger"), this::take, faults::add);
    @Nullable Instant before = null;
    for (var proof : proofs) {
      if (before != null && !before.equals(proof.from())) {
        faults.add(
            "Entry %d proves %s, and no entry proves what lies between %s and %s."
                .formatted(proof.index(), proof.date(), before, proof.from()));
      }
      before = proof.to();
      check(proof);
    }
    for (var volume : volumes) {
      lookFor(volume);
    }
    if (Files.isDirectory(data.resolve("keys/reels"))) {
      lookFor(data.resolve("keys/reels"));
    }
    faults.stream().limit(MOST_FAULTS).forEach(err::println);
    if (faults.size() > MOST_FAULTS) {
      err.println("and " + (faults.size() - MOST_FAULTS) + " more.");
    }
    out.println(
        "%d days proved%s; %d reels destroyed, nothing of them %s."
            .formatted(
                proofs.size(),
                proofs.isEmpty()
                    ? ""
                    : ", from %s to %s"
                        .formatted(proofs.getFirst().date(), proofs.getLast().date()),
                destroyed.size(),
                faults.isEmpty() ? "is left here" : "may be left: see above"));
    return faults.isEmpty() ? 0 : 1;
  }

  private void take(Map<?, ?> body) {
    if (!(body.get("facts") instanceof Map<?, ?> facts)
        || !(body.get("kind") instanceof String kind)
        || !(body.get("index") instanceof Long index)) {
      return;
    }
    try {
      switch (kind) {
        case "footage.deleted", "footage.not-deleted" ->
            tell(Instant.parse(String.valueOf(body.get("at"))), facts, kind.endsWith(".deleted"));
        case "destruction.proof" ->
            proofs.add(
                new Proof(
                    index,
                    String.valueOf(facts.get("date")),
                    Instant.parse(String.valueOf(facts.get("from"))),
                    Instant.parse(String.valueOf(facts.get("to"))),
                    facts));
        default -> {}
      }
    } catch (DateTimeException e) {
      faults.add("Entry %d has no instant where one belongs.".formatted(index));
    }
  }

  private void tell(Instant at, Map<?, ?> facts, boolean gone) {
    if (!(facts.get("reels") instanceof List<?> reels)) {
      return;
    }
    for (var one : reels) {
      if (one instanceof Map<?, ?> reel) {
        var id = String.valueOf(reel.get("reel"));
        var camera = String.valueOf(reel.get("camera"));
        var line = "%s %s %s %s\n".formatted(id, camera, reel.get("from"), reel.get("to"));
        told.add(new Told(at, id, line, camera, gone));
        if (gone) {
          destroyed.add(id);
        } else {
          destroyed.remove(id);
        }
      }
    }
  }

  /// Redoes a day's sums.
  private void check(Proof proof) {
    var lines = new TreeMap<String, Told>();
    for (var one : told) {
      if (!one.at().isBefore(proof.from()) && one.at().isBefore(proof.to())) {
        if (one.gone()) {
          lines.put(one.reel(), one);
        } else {
          lines.remove(one.reel());
        }
      }
    }
    var sums = new HashMap<String, Long>();
    var text = new StringBuilder();
    lines.values().forEach(one -> sums.merge(one.camera(), 1L, Long::sum));
    lines.values().forEach(one -> text.append(one.line()));
    var said = new HashMap<String, Long>();
    if (proof.facts().get("cameras") instanceof List<?> cameras) {
      for (var one : cameras) {
        if (one instanceof Map<?, ?> camera && camera.get("reels") instanceof Long reels) {
          said.put(String.valueOf(camera.get("camera")), reels);
        }
      }
    }
    var digest =
        HexFormat.of().formatHex(Hashes.sha256(text.toString().getBytes(StandardCharsets.UTF_8)));
    if (!said.equals(sums) || !digest.equals(proof.facts().get("digest"))) {
      faults.add(
          "Entry %d says of %s that %s were destroyed, and the ledger tells of %s."
              .formatted(proof.index(), proof.date(), words(said), words(sums)));
    }
    left(proof, "files_left", "files");
    left(proof, "keys_left", "keys");
  }

  private void left(Proof proof, String fact, String what) {
    if (proof.facts().get(fact) instanceof List<?> left && !left.isEmpty()) {
      faults.add(
          "Entry %d says of %s that %d %s of what was destroyed were still there, such as %s."
              .formatted(proof.index(), proof.date(), left.size(), what, left.getFirst()));
    }
  }

  private static String words(Map<String, Long> reels) {
    var words = new ArrayList<String>();
    new TreeMap<>(reels).forEach((camera, n) -> words.add(n + " reels of " + camera));
    return words.isEmpty() ? "no reels" : String.join(", ", words);
  }

  private void lookFor(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      files.forEach(
          file -> {
            var name = REEL_FILE.matcher(String.valueOf(file.getFileName()));
            if (name.matches() && destroyed.contains(name.group(1))) {
              faults.add(file + " is there, and the ledger says that it was destroyed.");
            }
          });
    }
  }
}
