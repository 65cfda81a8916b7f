package org.vigie.verify.witness;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.vigie.verify.Fault;

/// `vigie witness`: watches a town's ledger from another machine and cosigns what continues it.
///
/// Exit codes: 0 done, 1 refused or not reached, 2 wrong use.
public final class WitnessMain {

  private static final String USAGE =
      """
      vigie witness: looks after a town's ledger from a machine that the town's administrators do not
      rule, such as the data-protection officer's. It signs each checkpoint that continues what it
      knows, and nothing else: after that, nobody can rewrite the past unnoticed.

      1. Make its key, once. Hand the line it prints to the town: it belongs into `ledger:`,
         `witnesses:` of the town's configuration.

           vigie witness new --name NAME --dir DIR
             --name NAME      such as dpo.example.org/vigie
             --dir DIR        the witness' own folder; keep a backup of it

      2. Get the town's verifier key by a way of your own (read it out, on paper): the file `verifier`
         in ledger/public/YEAR. It serves for all years. The first look is believed; every later one
         must continue it. Then, either let the witness fetch:

           vigie witness run --dir DIR --log URL|FOLDER --verifier FILE [--every 5m]
             --log URL        the town's Vigie (https://vigie.example.org), or any web server that
                              serves the public files of its ledger; or a folder that holds them
             --verifier FILE  the town's verifier key
             --every TIME     look again and again: 30s, 5m, 1h; without it, once
             --deliver URL|DIR   bring each cosigned checkpoint to the town's Vigie, which publishes it
                              (https://vigie.example.org); what fails is tried three times, and again
                              at the next look. Or write it into this folder, under the key's id
             --ca FILE        trust only these certificates (PEM) for https

         or let the town bring its checkpoints (C2SP tlog-witness, POST /add-checkpoint):

           vigie witness serve --dir DIR --verifier FILE [--port 8431]
             listens on this machine's loopback only: bring it to the town by a tunnel or a proxy

      3. vigie witness status --dir DIR
           what was cosigned last, of which size and when; what was refused and why. A refused
           checkpoint is kept in DIR/refused, beside the one accepted before: both carry the town's
           signature, so both together prove to anybody what was done.

      Exit codes: 0 done, 1 refused or not reached, 2 wrong use.
      """;

  private static final Pattern TIME = Pattern.compile("([1-9]\\d{0,5})([smh])");

  private WitnessMain() {}

  public static void main(String[] args) {
    System.exit(run(List.of(args), InstantSource.system(), System.out, System.err));
  }

  /// Runs one command; returns the exit code. `serve`, and `run --every`, end when the thread is
  /// interrupted.
  public static int run(List<String> args, InstantSource clock, PrintStream out, PrintStream err) {
    if (args.isEmpty() || args.contains("--help") || args.contains("-h")) {
      (args.isEmpty() ? err : out).print(USAGE);
      return args.isEmpty() ? 2 : 0;
    }
    try {
      var words = args.subList(1, args.size());
      return switch (args.getFirst()) {
        case "new" -> create(Options.read(words, Set.of("--name", "--dir")), out);
        case "run" -> watch(words, clock, out, err);
        case "serve" -> serve(words, clock, out, err);
        case "status" -> {
          Status.print(Path.of(Options.read(words, Set.of("--dir")).need("--dir")), out);
          yield 0;
        }
        default -> throw new Options.WrongUse("there are `new`, `run`, `serve` and `status`");
      };
    } catch (Options.WrongUse e) {
      err.println("vigie witness: " + e.getMessage() + ".");
      err.println("`vigie witness --help` explains.");
      return 2;
    } catch (NoSuchFileException e) {
      err.println("vigie witness: there is no file " + e.getFile());
      return 1;
    } catch (Fault | Refusal | IOException e) {
      err.println("vigie witness: " + e.getMessage());
      return 1;
    }
  }

  private static int create(Options options, PrintStream out)
      throws Options.WrongUse, IOException, Refusal {
    var name = options.need("--name");
    if (!Cosigner.NAME.matcher(name).matches()) {
      throw new Options.WrongUse(
          "--name should be letters, digits and . / _ -, such as dpo.example.org/vigie");
    }
    var cosigner = Cosigner.create(Path.of(options.need("--dir")), name);
    out.println(cosigner.open().line());
    return 0;
  }

  private static TownKey key(String file) throws IOException, Fault {
    return TownKey.read(Files.readString(Path.of(file)), file);
  }

  private static int watch(
      List<String> words, InstantSource clock, PrintStream out, PrintStream err)
      throws Options.WrongUse, IOException, Fault, Refusal {
    var options =
        Options.read(words, Set.of("--dir", "--log", "--verifier", "--every", "--deliver", "--ca"));
    var folder = Path.of(options.need("--dir"));
    var log = options.need("--log");
    var every = every(options.find("--every"));
    var key = key(options.need("--verifier"));
    var cosigner = Cosigner.read(folder);
    try (var store = Store.open(folder);
        var http = Trust.client(options.find("--ca").map(Path::of))) {
      var witness = new Witness(store, cosigner, clock);
      var source =
          isUrl(log) ? new HttpSource(http, url(log), clock) : FolderSource.in(Path.of(log));
      var delivery = delivery(options, cosigner, http, err);
      var watching = new Watching(new Pull(source, key, witness), witness, delivery, out, err);
      if (every.isPresent()) {
        watching.repeat(every.get());
      }
      return watching.once() ? 0 : 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private static Delivery delivery(
      Options options, Cosigner cosigner, HttpClient http, PrintStream err)
      throws Options.WrongUse {
    var to = options.find("--deliver");
    if (to.isEmpty()) {
      return Delivery.nowhere();
    }
    return isUrl(to.get())
        ? new HttpDelivery(
            http,
            url(to.get()),
            length -> TimeUnit.MILLISECONDS.sleep(length.toMillis()),
            why -> err.println("vigie witness: " + why))
        : Delivery.into(Path.of(to.get()), cosigner.open());
  }

  private static boolean isUrl(String text) {
    return text.startsWith("http://") || text.startsWith("https://");
  }

  private static URI url(String text) throws Options.WrongUse {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new Options.WrongUse(text + " is no address");
    }
  }

  private static Optional<Duration> every(Optional<String> text) throws Options.WrongUse {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var time = TIME.matcher(text.get());
    if (!time.matches()) {
      throw new Options.WrongUse("--every should be a time such as 30s, 5m or 1h");
    }
    long count = Long.parseLong(time.group(1));
    return Optional.of(
        switch (time.group(2)) {
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          default -> Duration.ofHours(count);
        });
  }

  private static int serve(
      List<String> words, InstantSource clock, PrintStream out, PrintStream err)
      throws Options.WrongUse, IOException, Fault, Refusal {
    var options = Options.read(words, Set.of("--dir", "--verifier", "--port"));
    var folder = Path.of(options.need("--dir"));
    var port = options.find("--port").orElse("8431");
    if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
      throw new Options.WrongUse("--port should be from 0 to 65535");
    }
    if (options.all("--verifier").isEmpty()) {
      throw new Options.WrongUse("--verifier is missing");
    }
    var keys = new ArrayList<TownKey>();
    for (var file : options.all("--verifier")) {
      keys.add(key(file));
    }
    var cosigner = Cosigner.read(folder);
    try (var store = Store.open(folder);
        var server =
            WitnessServer.start(
                Integer.parseInt(port),
                new AddCheckpoint(keys, new Witness(store, cosigner, clock)),
                err)) {
      out.println(
          "witness %s at http://127.0.0.1:%d/add-checkpoint"
              .formatted(cosigner.open().name(), server.port()));
      Thread.currentThread().join();
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }
}
