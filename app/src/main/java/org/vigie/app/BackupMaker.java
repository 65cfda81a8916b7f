package org.vigie.app;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.vigie.app.backup.BackupAbout;
import org.vigie.app.backup.BackupWriter;
import org.vigie.app.backup.Lock;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.base.Closing;
import org.vigie.base.Durable;
import org.vigie.base.Programs;
import org.vigie.base.RandomIds;
import org.vigie.governance.Actors;
import org.vigie.governance.keys.MemoryFolder;
import org.vigie.governance.keys.ReelKeys;
import org.vigie.governance.ledger.Entry;
import org.vigie.governance.ledger.Ledger;
import org.vigie.governance.ledger.LedgerBackup;
import org.vigie.recording.FootageEnd;

/// Makes the file of a backup: `FILE.part` first, which gets its name when it is whole, flushed and
/// in the ledger. design/backup.md says what lies in it and why. Of one thread.
final class BackupMaker {

  static final String MOVED = "backup.moved";
  static final String FAILED = "backup.failed";

  private static final List<String> STATE_FOLDERS =
      List.of("access", "masks", "models", "rules-before");

  /// What opens footage, and what lies sealed in the data folder itself.
  private static final List<String> FOOTAGE_FOLDERS =
      List.of("keys/reels", "keys/clips", "keys/access", "clips", "access-copies");

  private static final long TELL_EVERY = 256L << 20;

  private final DataFolder folder;
  private final TownConfig config;
  private final Clocks clocks;
  private final Consumer<String> progress;
  private final String id = RandomIds.hex(8);
  private long told;
  private boolean begun;

  /// @param progress hears what takes long, in plain words
  BackupMaker(DataFolder folder, TownConfig config, Clocks clocks, Consumer<String> progress) {
    this.folder = folder;
    this.config = config;
    this.clocks = clocks;
    this.progress = progress;
  }

  /// What is wanted.
  ///
  /// @param move with what opens footage, for another machine; Vigie must not run, and never runs
  ///     on this folder again
  record Order(Path out, Lock lock, boolean move) {

    Path part() {
      return out.resolveSibling(out.getFileName() + ".part");
    }
  }

  /// What was made.
  ///
  /// @param entry the ledger's, which says so
  record Made(BackupAbout about, BackupWriter.Written written, long entry) {}

  /// How a backup reaches the ledger, which has one writer.
  private interface Writer {
    /// Signs all that is durable.
    void checkpoint() throws IOException;

    long made(BackupClerk.Request made) throws IOException;
  }

  Made make(Order order) throws IOException, BadInput {
    if (Files.exists(order.out())) {
      throw new BadInput(order.out() + ": there is such a file already; it is not overwritten");
    }
    var run = folder.root().resolve("run");
    Files.createDirectories(run);
    try (var closing = new Closing()) {
      closing.add(alone(run));
      var copies = run.resolve("backup");
      remove(copies);
      Durable.privateFolder(copies);
      closing.add(() -> remove(copies));
      try {
        return order.move() ? move(order, copies, closing) : keep(order, copies, closing);
      } finally {
        if (begun) {
          Files.deleteIfExists(order.part());
        }
      }
    }
  }

  /// Two at a time would take each other's copies for left ones.
  private static FileChannel alone(Path run) throws IOException {
    var lock =
        FileChannel.open(
            run.resolve("backup.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (lock.tryLock() != null) {
        return lock;
      }
    } catch (OverlappingFileLockException e) {
      // Of this process itself: the same answer.
    }
    lock.close();
    throw new IOException("another backup of this folder is being made: wait for its end");
  }

  private Made keep(Order order, Path copies, Closing closing) throws IOException, BadInput {
    var ledger = writer(closing);
    // The databases first: the ledger may know of more than they do, never of less.
    var files = state(copies);
    ledger.checkpoint();
    var copy = LedgerBackup.of(ledgerFolder());
    var configured = ConfigFiles.of(config);
    files.putAll(configured.files());
    var about = about(copy, configured, false, 0, "");
    var written = write(order, about, copy, files);
    long entry =
        ledger.made(
            new BackupClerk.Request(
                id,
                written.sha256(),
                written.bytes(),
                about.ledger().entries(),
                order.lock().openedBy()));
    name(order);
    return new Made(about, written, entry);
  }

  private Writer writer(Closing closing) throws IOException {
    var running = ask(BackupClerk.Request.checkpoint());
    if (running.isPresent()) {
      return new Writer() {
        @Override
        public void checkpoint() throws IOException {
          String unused = answered(BackupClerk.Request.checkpoint());
        }

        @Override
        public long made(BackupClerk.Request made) throws IOException {
          return Long.parseLong(answered(made));
        }
      };
    }
    var ledger = closing.add(open());
    return new Writer() {
      @Override
      public void checkpoint() {
        ledger.publish();
      }

      @Override
      public long made(BackupClerk.Request made) throws IOException {
        return Long.parseLong(line(new BackupClerk(ledger).answer(made)));
      }
    };
  }

  private Optional<ControlAnswer> ask(BackupClerk.Request request) throws IOException {
    return ControlSocket.ask(folder.control(), ControlSocket.Request.of(request));
  }

  private String answered(BackupClerk.Request request) throws IOException {
    return line(
        ask(request)
            .orElseThrow(
                () ->
                    new IOException(
                        "Vigie was stopped while the backup was made: nothing was kept; try again")));
  }

  private static String line(ControlAnswer answer) throws IOException {
    if (!answer.error().isEmpty()) {
      throw new IOException("the ledger does not take the entry: " + answer.error());
    }
    return answer.lines().isEmpty() ? "" : answer.lines().getFirst();
  }

  private Ledger open() throws IOException {
    return Ledger.open(ledgerFolder(), ledgerKey(), config.town(), clocks);
  }

  // --- a move

  private Made move(Order order, Path copies, Closing closing) throws IOException, BadInput {
    if (ask(BackupClerk.Request.checkpoint()).isPresent()) {
      throw new BadInput(
          folder.root()
              + ": Vigie runs on it; stop it first. What it would record from now on would stay behind");
    }
    var ledger = closing.add(open());
    var files = state(copies);
    if (SqlSnapshot.take(folder.index(), copies.resolve("index.db"), List.of())) {
      files.put("index.db", copies.resolve("index.db"));
    }
    for (var name : FOOTAGE_FOLDERS) {
      files.putAll(under(name));
    }
    var configured = ConfigFiles.of(config);
    files.putAll(configured.files());
    long reels = files.keySet().stream().filter(name -> name.startsWith("keys/reels/")).count();
    var until = reels == 0 ? "" : FootageEnd.last(folder.index()).map(Object::toString).orElse("");
    // The last entry here, and the first thing that the other machine finds.
    long entry =
        ledger.append(
            new Entry(
                MOVED,
                Actors.LOCAL_ADMINISTRATOR,
                Map.of(
                    "backup",
                    id,
                    "reels",
                    reels,
                    "until",
                    until,
                    "opened_by",
                    order.lock().openedBy())));
    try {
      ledger.publish();
      var copy = LedgerBackup.of(ledgerFolder());
      var about = about(copy, configured, true, reels, until);
      var written = write(order, about, copy, files);
      ledger.markMoved(
          "The ledger in %s went to another machine at %s, by the backup %s (%s, SHA-256 %s)."
              .formatted(
                  ledgerFolder(), about.made(), id, order.out().getFileName(), written.sha256()));
      name(order);
      endWindows();
      return new Made(about, written, entry);
    } catch (IOException | RuntimeException e) {
      long unused =
          ledger.append(
              new Entry(
                  FAILED,
                  Actors.LOCAL_ADMINISTRATOR,
                  Map.of("backup", id, "why", String.valueOf(e.getMessage()))));
      throw e;
    }
  }

  /// This Vigie never runs again to end them; where the footage goes, custodians open it, as after
  /// a power cut.
  private void endWindows() throws IOException {
    var memory = MemoryFolder.of(folder.root());
    if (memory.isPresent()) {
      ReelKeys.endLeft(memory.get());
    }
  }

  // --- what lies in it

  /// What changes while Vigie runs and is neither ledger nor footage.
  private Map<String, Path> state(Path copies) throws IOException {
    var files = new HashMap<String, Path>();
    // Who was signed in is not signed in elsewhere, or later.
    if (SqlSnapshot.take(
        folder.root().resolve("users.db"),
        copies.resolve("users.db"),
        List.of("session", "link"))) {
      files.put("users.db", copies.resolve("users.db"));
    }
    if (SqlSnapshot.take(
        folder.root().resolve("state.db"), copies.resolve("state.db"), List.of())) {
      files.put("state.db", copies.resolve("state.db"));
    }
    for (var name : List.of("volumes", "demo.json")) {
      if (Files.exists(folder.root().resolve(name))) {
        files.put(name, folder.root().resolve(name));
      }
    }
    for (var name : STATE_FOLDERS) {
      files.putAll(under(name));
    }
    files.put("keys/ledger.key", ledgerKey());
    // Without it the authenticator apps and recovery codes in users.db would be worth nothing.
    var signIn = folder.root().resolve("keys/sign-in.key");
    if (Files.exists(signIn)) {
      files.put("keys/sign-in.key", signIn);
    }
    return files;
  }

  private Map<String, Path> under(String name) throws IOException {
    var files = new HashMap<String, Path>();
    var from = folder.root().resolve(name);
    if (Files.isDirectory(from)) {
      try (var walk = Files.walk(from)) {
        walk.filter(Files::isRegularFile)
            .filter(file -> !file.toString().endsWith(".new"))
            .forEach(file -> files.put(name + "/" + from.relativize(file), file));
      }
    }
    return files;
  }

  private BackupAbout about(
      LedgerBackup copy, ConfigFiles configured, boolean move, long reels, String until)
      throws IOException {
    return new BackupAbout(
        BackupAbout.FORMAT,
        id,
        config.town(),
        clocks.wall().truncatedTo(ChronoUnit.MILLIS).toString(),
        Programs.VERSION,
        move,
        configured.config(),
        new BackupAbout.LedgerHead(copy.origin(), copy.size(), copy.head(), copy.entries()),
        config.volumes().stream()
            .map(one -> new BackupAbout.Place(one.name(), one.folder().toString()))
            .toList(),
        configured.elsewhere(),
        reels,
        until);
  }

  private BackupWriter.Written write(
      Order order, BackupAbout about, LedgerBackup copy, Map<String, Path> files)
      throws IOException {
    try (var writer =
        BackupWriter.begin(order.part(), order.lock(), about, bytes -> tell(bytes, order))) {
      copy.copy((name, bytes) -> writer.add("ledger/" + name, bytes));
      writer.add("keys/ledger.checkpoint", copy.note().getBytes(StandardCharsets.UTF_8));
      for (var name : files.keySet().stream().sorted().toList()) {
        try {
          writer.add(name, Objects.requireNonNull(files.get(name)));
        } catch (NoSuchFileException e) {
          // Destroyed at its end while the backup was made: it is not for the backup to hold.
        }
      }
      return writer.finish();
    }
  }

  private void tell(long bytes, Order order) {
    if (bytes - told >= TELL_EVERY) {
      told = bytes;
      progress.accept("%s: %d MB so far".formatted(order.out(), bytes / 1_000_000));
    }
  }

  private static void name(Order order) throws IOException {
    Files.move(order.part(), order.out(), StandardCopyOption.ATOMIC_MOVE);
    Durable.flushFolder(Objects.requireNonNull(order.out().toAbsolutePath().getParent()));
  }

  private static void remove(Path copies) throws IOException {
    if (Files.isDirectory(copies)) {
      Folders.delete(copies);
    }
  }

  private Path ledgerFolder() {
    return folder.root().resolve("ledger");
  }

  private Path ledgerKey() {
    return folder.root().resolve("keys").resolve("ledger.key");
  }
}
