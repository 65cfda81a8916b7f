package org.vigie.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.vigie.base.BadInput;
import org.vigie.base.Clocks;
import org.vigie.base.Document;
import org.vigie.base.Durable;
import org.vigie.governance.ActOrder;
import org.vigie.governance.ActOrigin;
import org.vigie.governance.Governance;
import org.vigie.governance.signing.Authorities;
import org.vigie.governance.signing.SigningKey;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `vigie acts`: the town's acts, where each stands, and their authorities' signatures.
@Command(
    name = "acts",
    mixinStandardHelpOptions = true,
    description = {
      "The town's acts: where each stands, orders about them, and their authorities' signatures.",
      "",
      "  vigie acts check --config FILE        are acts and profile as they should be, and signed?",
      "  vigie acts list --data DIR            where each act stands, and who signed it",
      "  vigie acts suspend --data DIR --number N --why TEXT      also: resume, revoke",
      "",
      "An authority signs with OpenSSH, on its own machine:",
      "  ssh-keygen -t ed25519 -f prefecture              once; the .pub line goes into vigie.yaml",
      "  ssh-keygen -Y sign -f prefecture -n vigie-act act.yaml",
      "or, without OpenSSH: vigie acts key, vigie acts sign. design/acts.md says what is signed."
    },
    subcommands = {
      ActsCommand.Check.class,
      ActsCommand.ListThem.class,
      ActsCommand.Suspend.class,
      ActsCommand.Resume.class,
      ActsCommand.Revoke.class,
      ActsCommand.Key.class,
      ActsCommand.Sign.class
    })
final class ActsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    CommandLine.usage(spec.commandLine(), System.err);
    return 2;
  }

  private static int ask(Path data, ActClerk.Request request) throws IOException, BadInput {
    var folder = DataFolder.of(data);
    var running = ControlSocket.ask(folder.control(), ControlSocket.Request.of(request));
    return (running.isPresent() ? running.get() : alone(folder, request)).print();
  }

  /// No Vigie runs on the folder: its ledger is opened for this once.
  private static ControlAnswer alone(DataFolder folder, ActClerk.Request request)
      throws IOException, BadInput {
    var config = TownConfig.read(folder.config());
    var law = TownActs.take(config, Clocks.system());
    try (var governance =
        Governance.open(folder.root(), config.town(), law.profile(), law.acts(), Clocks.system())) {
      return new ActClerk(governance).answer(request);
    }
  }

  /// `vigie acts check`.
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = {
        "Reads profile, acts and signatures as `serve` would, and changes nothing. Exit code 1 and",
        "a sentence for the first that would be refused."
      })
  static final class Check implements Callable<Integer> {
    @Option(names = "--config", required = true, paramLabel = "FILE", description = "vigie.yaml")
    private Path config = Path.of("");

    @Override
    public Integer call() throws BadInput {
      var town = TownConfig.read(config);
      var law = TownActs.read(town);
      var profile = law.profile();
      var origin = profile.origin();
      System.out.printf(
          "profile %s, version %d, SHA-256 %s, %s%n",
          profile.name(),
          profile.version(),
          origin.sha256(),
          origin.builtIn() ? "Vigie's" : "signed with " + origin.signedBy());
      law.acts().recording().forEach(a -> tell(a.number(), a.authority(), a.origin()));
      law.acts().detection().forEach(a -> tell(a.number(), a.authority(), a.origin()));
      if (law.acts().recording().isEmpty()) {
        System.out.printf("%s: no recording act: nothing is recorded%n", town.acts());
      }
      if (law.acts().detection().isEmpty()) {
        System.out.printf("%s: no detection act: no event is looked for%n", town.acts());
      }
      return 0;
    }

    private static void tell(String number, String authority, ActOrigin origin) {
      System.out.printf(
          "%s: %s of %s, %s%n",
          origin.file(),
          number,
          authority,
          origin.draft()
              ? "a draft"
              : origin.isSigned() ? "signed with " + origin.signedBy() : "unsigned");
    }
  }

  /// `vigie acts list`.
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Says of each act where it stands and who signed it.")
  static final class ListThem implements Callable<Integer> {
    @Option(names = "--data", required = true, paramLabel = "DIR", description = "the data folder")
    private Path data = Path.of("");

    @Override
    public Integer call() throws IOException, BadInput {
      return ask(data, ActClerk.Request.list());
    }
  }

  /// What an order needs.
  private static final class Order {
    @Option(names = "--data", required = true, paramLabel = "DIR", description = "the data folder")
    private Path data = Path.of("");

    @Option(names = "--number", required = true, paramLabel = "N", description = "the act's number")
    private String number = "";

    @Option(
        names = "--why",
        required = true,
        paramLabel = "TEXT",
        description = "whose decision, for the ledger; no names")
    private String why = "";

    int give(ActOrder order) throws IOException, BadInput {
      return ask(data, new ActClerk.Request(order, number, why));
    }
  }

  /// `vigie acts suspend`.
  @Command(
      name = "suspend",
      mixinStandardHelpOptions = true,
      description = "Suspends an act: what it covers stops within seconds, until it is resumed.")
  static final class Suspend implements Callable<Integer> {
    @CommandLine.Mixin private Order order = new Order();

    @Override
    public Integer call() throws IOException, BadInput {
      return order.give(ActOrder.SUSPENDED);
    }
  }

  /// `vigie acts resume`.
  @Command(name = "resume", mixinStandardHelpOptions = true, description = "Ends a suspension.")
  static final class Resume implements Callable<Integer> {
    @CommandLine.Mixin private Order order = new Order();

    @Override
    public Integer call() throws IOException, BadInput {
      return order.give(ActOrder.NONE);
    }
  }

  /// `vigie acts revoke`.
  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = {
        "Revokes an act for good: its number never counts again, though its file comes back. To",
        "revoke one only while its file is gone, take the file away."
      })
  static final class Revoke implements Callable<Integer> {
    @CommandLine.Mixin private Order order = new Order();

    @Override
    public Integer call() throws IOException, BadInput {
      return order.give(ActOrder.REVOKED);
    }
  }

  /// `vigie acts key`.
  @Command(
      name = "key",
      mixinStandardHelpOptions = true,
      description = {
        "Makes an authority's Ed25519 key: FILE, which lies open (ssh-keygen -p -f FILE puts it",
        "under a passphrase; then sign with ssh-keygen), and FILE.pub."
      })
  static final class Key implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "where to write it")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException, BadInput {
      if (Files.exists(file)) {
        throw new BadInput(file + ": there is such a file already; it is not overwritten");
      }
      var key = SigningKey.create(file);
      System.out.println(key.open().fingerprint());
      System.out.println("For vigie.yaml, under authorities: keys:");
      System.out.println("  - " + key.open().line());
      return 0;
    }
  }

  /// `vigie acts sign`.
  @Command(
      name = "sign",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "Signs acts, or with --profile a town's own legal profile: FILE.sig beside each FILE."
      })
  static final class Sign implements Callable<Integer> {
    @Option(names = "--key", required = true, paramLabel = "KEY", description = "the private key")
    private Path key = Path.of("");

    @Option(names = "--profile", description = "they are profiles")
    private boolean profile;

    @Parameters(arity = "1..*", paramLabel = "FILE")
    private List<Path> files = List.of();

    @Override
    public Integer call() throws IOException, BadInput {
      var signing = SigningKey.read(key);
      for (var file : files) {
        var signature =
            signing.sign(Document.bytes(file), profile ? Authorities.PROFILE : Authorities.ACT);
        var beside = file.resolveSibling(file.getFileName() + ".sig");
        Durable.replace(beside, signature.getBytes(StandardCharsets.US_ASCII));
        System.out.println(beside);
      }
      return 0;
    }
  }
}
