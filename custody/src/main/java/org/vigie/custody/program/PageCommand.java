package org.vigie.custody.program;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.vigie.custody.CustodyRefused;

/// `vigie custodian page`: until it is interrupted.
final class PageCommand {

  private PageCommand() {}

  static int run(List<String> words, Surroundings here)
      throws WrongUse, CustodyRefused, IOException {
    var known = Set.of("--keys", "--server", "--port", "--ca");
    var arguments = Arguments.parse(words, known, Set.of("--unencrypted"), 0);
    var address = Address.of(arguments.get("--server"), arguments.has("--unencrypted"));
    var keys = arguments.file("--keys");
    int port = arguments.number("--port", 0, 65_535);
    Optional<SSLContext> trust = Optional.empty();
    if (arguments.find("--ca").isPresent()) {
      trust = Optional.of(Trust.of(Path.of(arguments.get("--ca"))));
    }
    var client = new TownClient(address, trust, here.clocks(), TownClient.PATIENCE);
    var page = page(new Session(keys, client, here.clocks()), here, port);
    Runtime.getRuntime().addShutdownHook(new Thread(page::close, "custodian-end"));
    here.out()
        .printf(
            "Your page, on this machine only. Open it in your browser:%n%n  %s%n%n"
                + "The link is yours alone. Ctrl+C ends the page and wipes your keys from memory.%n",
            page.link());
    here.out().flush();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  private static PageServer page(Session session, Surroundings here, int port)
      throws IOException, CustodyRefused {
    try {
      return new PageServer(session, here.zone(), port);
    } catch (BindException e) {
      session.close();
      throw new CustodyRefused(
          "Port %d of this machine is taken; leave --port out, or name another.".formatted(port));
    }
  }
}
