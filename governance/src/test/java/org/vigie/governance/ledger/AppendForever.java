package org.vigie.governance.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.vigie.base.Clocks;

/// Appends to a ledger from many threads until it is killed; prints each index once it is durable.
final class AppendForever {

  private AppendForever() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    var dir = Path.of(args[0]);
    var ledger =
        Ledger.open(dir.resolve("ledger"), dir.resolve("keys/ledger.key"), "t", Clocks.system());
    for (int t = 0; t < 8; t++) {
      Thread.ofPlatform()
          .start(
              () -> {
                while (true) {
                  long index = ledger.append(new Entry("test.entry", "agent-1", Map.of()));
                  synchronized (System.out) {
                    System.out.println(index);
                  }
                }
              });
    }
    Thread.currentThread().join();
  }
}
