package org.vigie.custody.program;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.vigie.custody.CustodianKeys;
import org.vigie.custody.KeyFile;
import org.vigie.custody.Opening;
import org.vigie.custody.Pins;
import org.vigie.custody.Rehearsal;

/// A town's server, one custodian's page, and who looks at it: all over real sockets.
final class PageRun implements AutoCloseable {

  static final String PASSPHRASE = "correct horse battery";
  static final String TYPED = "passphrase=correct+horse%20battery";

  final Rehearsal town;
  final Opening opening;
  final FakeTown server;
  final Path keys;
  final PageServer page;
  final Visitor visitor;

  PageRun(Path dir, Rehearsal town, CustodianKeys custodian, boolean pinned, String language)
      throws Exception {
    this.town = town;
    this.opening = town.begin();
    this.server = new FakeTown(town, opening);
    this.keys = dir.resolve("custodian.keys");
    if (!Files.exists(keys)) {
      KeyFile.write(keys, custodian, PASSPHRASE.toCharArray());
    }
    if (pinned) {
      PinFile.beside(keys).write(Pins.none().pin(town.set));
    }
    this.page = page(Duration.ofSeconds(20));
    this.visitor = new Visitor(page.link(), language);
  }

  /// One custodian of three, who knows their set.
  static PageRun usual(Path dir, long seed) throws Exception {
    var town = new Rehearsal(3, 2, seed);
    return new PageRun(dir, town, town.custodians.get(1), true, "en-GB,en;q=0.9");
  }

  PageServer page(Duration patience) throws Exception {
    var client =
        new TownClient(Address.of(server.url(), false), Optional.empty(), town.clocks, patience);
    return new PageServer(new Session(keys, client, town.clocks), ZoneId.of("Europe/Paris"), 0);
  }

  /// Lets the page look at the server again.
  void later() {
    town.clocks.advance(Duration.ofSeconds(6));
  }

  String request() {
    return "request/" + Fingerprints.hex(opening.request().hash());
  }

  String approve() {
    return "approve/" + Fingerprints.hex(opening.request().hash());
  }

  @Override
  public void close() {
    visitor.close();
    page.close();
    server.close();
    opening.close();
  }
}
