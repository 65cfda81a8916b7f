package org.vigie.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigie.app.backup.BackupAbout;
import org.vigie.app.backup.BackupReader;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.base.Durable;
import org.vigie.governance.Actors;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.Ledger;
import org.vigie.governance.ledger.LedgerRefused;
import org.vigie.governance.time.TownClock;
import org.vigie.verify.VerifyMain;

/// Puts a backup into an empty folder. All of it is read and checked before anything is written;
/// then it is written into a folder beside its place, its ledger opened and checked there, and only
/// a town that holds gets its names. Of one thread.
final class Restorer {

  static final String RESTORED = "backup.restored";
  static final String KEY_FILE = "restore.key";

  private static final String STAGE = ".restoring";
  private static final String POINTER = "config.path";
  private static final String CONFIG = "vigie.yaml";
  private static final String PUBLIC = "ledger/public/";
  private static final Pattern DATA = Pattern.compile("(?m)^data[ \\t]*:(.*)$");

  private final Order order;
  private final Clocks clocks;

  Restorer(Order order, Clocks clocks) {
    this.order = order;
    this.clocks = clocks;
  }

  /// What is wanted.
  ///
  /// @param into a folder that is empty, or not there; it may hold the key of a move
  /// @param town which town's backup it should be
  /// @param seen checkpoints that are known from elsewhere
  /// @param loseEntries though they know more entries than the backup
  /// @param dryRun leaves nothing behind
  record Order(
      BackupReader backup,
      Path into,
      String town,
      List<KeptCheckpoint> seen,
      boolean loseEntries,
      boolean dryRun) {
    Order {
      seen = List.copyOf(seen);
    }
  }

  /// What was restored.
  ///
  /// @param entry the ledger's, which says so
  /// @param config where the configuration lies now
  /// @param lost what checkpoints know that the backup does not, in words; empty if nothing
  record Restored(BackupReader.Checked checked, long entry, Path config, String lost) {}

  Restored restore() throws IOException, BadInput {
    requireEmpty();
    var checked = order.backup().check();
    requireTown(checked.about());
    var lost = lost(checked.about());
    boolean there = Files.isDirectory(order.into());
    Files.createDirectories(order.into());
    var stage = order.into().resolve(STAGE);
    try {
      Files.createDirectory(stage);
      write(stage);
      long entry = openLedger(stage, checked, lost);
      pointConfig(stage, checked.about());
      if (!order.dryRun()) {
        takeNames(stage, checked.about());
      }
      return new Restored(
          checked, entry, order.into().resolve(checked.about().config()), String.join("; ", lost));
    } finally {
      if (Files.isDirectory(stage)) {
        Folders.delete(stage);
      }
      if (!there && (order.dryRun() || isEmpty())) {
        Files.deleteIfExists(order.into());
      }
    }
  }

  private boolean isEmpty() throws IOException {
    try (var names = Files.list(order.into())) {
      return names.findAny().isEmpty();
    }
  }

  /// Also what every new file system has.
  private void requireEmpty() throws IOException, BadInput {
    if (!Files.exists(order.into())) {
      return;
    }
    if (!Files.isDirectory(order.into())) {
      throw new BadInput(order.into() + ": is a file; give an empty folder, or none");
    }
    try (var names = Files.list(order.into())) {
      for (var name : names.sorted().toList()) {
        switch (String.valueOf(name.getFileName())) {
          case KEY_FILE, "lost+found" -> {}
          case STAGE ->
              throw new BadInput(
                  "%s: a restore that was cut short left this; remove the folder %s, all of it, and begin again"
                      .formatted(name, order.into()));
          default ->
              throw new BadInput(
                  "%s: is not empty (there is %s); a backup goes into a folder of its own, never over another town's files"
                      .formatted(order.into(), name.getFileName()));
        }
      }
    }
  }

  private void requireTown(BackupAbout about) throws BadInput {
    if (!about.town().equals(order.town())) {
      throw new BadInput(
          "%s is a backup of '%s', made %s, and not of '%s': take the other file, or write --town '%s' if it is the one that you mean"
              .formatted(
                  order.backup().file(), about.town(), about.made(), order.town(), about.town()));
    }
  }

  // --- what others know of the ledger

  private List<String> lost(BackupAbout about) throws BadInput {
    var lost = new ArrayList<String>();
    var head = about.ledger();
    for (var seen : order.seen()) {
      if (!seen.town().equals(KeptCheckpoint.town(head.origin()))) {
        throw BadInput.at(
            seen.file(),
            0,
            "is a checkpoint of %s, and the backup's ledger is %s"
                .formatted(seen.origin(), head.origin()));
      }
      if (isBeyond(seen, head)) {
        lost.add(
            "%s knows %d entries of %s, and the backup has %s"
                .formatted(
                    seen.file(),
                    seen.size(),
                    seen.origin(),
                    seen.origin().equals(head.origin())
                        ? head.size() + ": " + (seen.size() - head.size()) + " are missing"
                        : "nothing of that year"));
      }
    }
    if (!lost.isEmpty() && !order.loseEntries()) {
      throw new BadInput(
          "%s is older than what is known of this ledger: %s. Whoever kept that checkpoint will see that the ledger was put back. Take a newer backup; if there is none, --lose-entries restores this one, and the ledger says what it lacks"
              .formatted(order.backup().file(), String.join("; ", lost)));
    }
    return lost;
  }

  private static boolean isBeyond(KeptCheckpoint seen, BackupAbout.LedgerHead head) {
    return seen.origin().equals(head.origin())
        ? seen.size() > head.size()
        : seen.origin().compareTo(head.origin()) > 0;
  }

  // --- writing

  private void write(Path stage) throws IOException, BadInput {
    var folders = new TreeSet<Path>();
    order
        .backup()
        .read(
            (name, bytes) -> {
              var file = stage.resolve(name);
              var above = Objects.requireNonNull(file.getParent());
              boolean open = name.startsWith(PUBLIC);
              if (folders.add(above)) {
                if (open) {
                  Files.createDirectories(above);
                } else {
                  makePrivate(stage, name);
                }
              }
              write(file, bytes, open);
            });
    try (var all = Files.walk(stage)) {
      for (var folder : all.filter(Files::isDirectory).toList()) {
        Durable.flushFolder(folder);
      }
    }
  }

  /// What is public may be handed to a web server; the folder above it, to nobody else.
  private static void makePrivate(Path stage, String name) throws IOException {
    if (name.startsWith("ledger/")) {
      Files.createDirectories(stage.resolve("ledger"));
    }
    var folder = Objects.requireNonNull(stage.resolve(name).getParent());
    if (!folder.equals(stage)) {
      Durable.privateFolder(folder);
    }
  }

  private static void write(Path file, InputStream bytes, boolean open) throws IOException {
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel =
        open
            ? FileChannel.open(file, options)
            : FileChannel.open(file, options, Durable.PRIVATE_FILE)) {
      bytes.transferTo(Channels.newOutputStream(channel));
      channel.force(true);
    }
  }

  /// Opens the ledger, which checks every entry against what was signed; says in it what happens;
  /// and has the whole looked at by the checker that shares no code with it.
  private long openLedger(Path stage, BackupReader.Checked checked, List<String> lost)
      throws IOException, BadInput {
    var about = checked.about();
    long entry;
    try (var ledger =
        Ledger.open(
            stage.resolve("ledger"), stage.resolve("keys/ledger.key"), about.town(), clocks)) {
      var head = ledger.checkpoint();
      if (!head.origin().equals(about.ledger().origin())
          || head.size() != about.ledger().size()
          || !HexFormat.of().formatHex(head.root()).equals(about.ledger().root())) {
        throw new IOException(
            "%s: its ledger is not the one that it says it holds; take another backup"
                .formatted(order.backup().file()));
      }
      var last = ledger.find(ledger.size() - 1);
      last.flatMap(one -> TownClock.stopSince(one.at(), clocks)).ifPresent(ledger::append);
      entry = ledger.append(entry(checked, lost));
      ledger.publish();
      for (var seen : order.seen()) {
        if (!isBeyond(seen, about.ledger())) {
          requireContinued(ledger, seen);
        }
      }
    }
    verify(stage);
    return entry;
  }

  private Entry entry(BackupReader.Checked checked, List<String> lost) {
    var about = checked.about();
    var facts = new TreeMap<String, Object>();
    facts.put("backup", about.backup());
    facts.put("made", about.made());
    facts.put("move", about.move());
    facts.put("sha256", checked.sha256());
    facts.put("entries", about.ledger().entries());
    if (!lost.isEmpty()) {
      facts.put(
          "lost",
          order.seen().stream()
              .filter(seen -> isBeyond(seen, about.ledger()))
              .map(
                  seen -> Map.of("origin", seen.origin(), "size", seen.size(), "root", seen.root()))
              .toList());
    }
    return new Entry(RESTORED, Actors.LOCAL_ADMINISTRATOR, facts);
  }

  private static void requireContinued(Ledger ledger, KeptCheckpoint seen)
      throws IOException, BadInput {
    try {
      var unused = ledger.requirePublished(seen.note());
    } catch (LedgerRefused e) {
      throw BadInput.at(
          seen.file(),
          0,
          "the backup's ledger does not continue this checkpoint: one of them was rewritten, or it is another town's of the same name. "
              + e.getMessage());
    }
  }

  private void verify(Path stage) throws IOException {
    var said = new ByteArrayOutputStream();
    var silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    var err = new PrintStream(said, true, StandardCharsets.UTF_8);
    if (VerifyMain.run(List.of("ledger", stage.toString()), silent, err) != 0) {
      throw new IOException(
          "%s: its ledger does not verify: %s"
              .formatted(order.backup().file(), said.toString(StandardCharsets.UTF_8).strip()));
    }
  }

  /// A configuration that named its data folder names another one now.
  private void pointConfig(Path stage, BackupAbout about) throws IOException {
    var config = stage.resolve(about.config());
    if (!Files.exists(config)) {
      throw new IOException(order.backup().file() + " holds no configuration, " + about.config());
    }
    var text = Files.readString(config);
    var data = DATA.matcher(text);
    if (data.find()) {
      var here = about.config().contains("/") ? ".." : ".";
      var line = "data: " + here + "   # so written by `vigie restore`; before:" + data.group(1);
      Durable.replace(
          config,
          data.replaceFirst(Matcher.quoteReplacement(line)).getBytes(StandardCharsets.UTF_8),
          Durable.PRIVATE_FILE);
    }
    if (!about.config().equals(CONFIG)) {
      var place = order.into().toAbsolutePath().normalize().resolve(about.config());
      Durable.create(stage.resolve(POINTER), (place + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  /// The configuration last: without it nothing starts.
  private void takeNames(Path stage, BackupAbout about) throws IOException {
    var last =
        about.config().contains("/") ? about.config().replaceFirst("/.*", "") : about.config();
    var moved = new ArrayList<Path>();
    try {
      List<Path> all;
      try (var names = Files.list(stage)) {
        all = new ArrayList<>(names.sorted().toList());
      }
      all.sort(Comparator.comparing(name -> String.valueOf(name.getFileName()).equals(last)));
      for (var one : all) {
        var to = order.into().resolve(String.valueOf(one.getFileName()));
        Files.move(one, to, StandardCopyOption.ATOMIC_MOVE);
        moved.add(to);
      }
      Durable.flushFolder(order.into());
    } catch (IOException | RuntimeException e) {
      for (var one : moved) {
        if (Files.isDirectory(one)) {
          Folders.delete(one);
        } else {
          Files.deleteIfExists(one);
        }
      }
      throw e;
    }
  }
}
