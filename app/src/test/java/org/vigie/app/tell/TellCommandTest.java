package org.vigie.app.tell;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.app.Typed;

/// What an administrator types after writing the lines of `tell`.
class TellCommandTest {

  @TempDir private Path folder = Path.of("");
  private HttpServer server;

  @BeforeEach
  void a_receiver_that_takes_what_comes_and_one_that_refuses() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer("/well", 204);
    answer("/closed", 401);
    server.start();
    Files.writeString(folder.resolve("hook.secret"), TellConfigTest.SECRET);
  }

  private void answer(String path, int status) {
    server.createContext(
        path,
        call -> {
          call.getRequestBody().readAllBytes();
          call.sendResponseHeaders(status, -1);
          call.close();
        });
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private Typed tell(String tell, String... names) throws Exception {
    var file =
        Files.writeString(
            folder.resolve("vigie.yaml"),
            "town: X\nprofile: private-site\n"
                + tell
                + "\ncameras:\n  - {id: a, main: \"rtsp://192.0.2.1/x\"}\n");
    var words = new java.util.ArrayList<>(java.util.List.of("tell", "--config", file.toString()));
    words.addAll(java.util.List.of(names));
    return Typed.run(words.toArray(String[]::new));
  }

  private String receivers() {
    int port = server.getAddress().getPort();
    return """
        tell:
          - {name: well, webhook: {address: "http://127.0.0.1:%d/well", secret_file: hook.secret}}
          - {name: closed, webhook: {address: "http://127.0.0.1:%d/closed?key=geheim", secret_file: hook.secret}}
        """
        .formatted(port, port);
  }

  @Test
  void says_of_each_receiver_in_words_what_came_of_it() throws Exception {
    int port = server.getAddress().getPort();
    var all = tell(receivers());
    assertThat(all.code()).isEqualTo(1);
    assertThat(all.said())
        .contains("well (webhook, http://127.0.0.1:" + port + "): told")
        .contains(
            "closed (webhook, http://127.0.0.1:"
                + port
                + "): not told: it answers 401: it does not take the signature")
        .doesNotContain("geheim", "whsec_");
    assertThat(tell(receivers(), "well").code()).isZero();
    assertThat(tell(receivers(), "well").said()).doesNotContain("closed");
    // Nothing was kept: no queue, no ledger, no data folder's file.
    try (var files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("vigie.yaml", "hook.secret");
    }
  }

  @Test
  void a_name_that_is_not_there_is_wrong_use_and_the_near_one_is_named() throws Exception {
    var typo = tell(receivers(), "wel");
    assertThat(typo.code()).isEqualTo(2);
    assertThat(typo.said()).contains("there is no receiver 'wel'", "did you mean well?");
    var none = tell("zone: Europe/Paris");
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.said()).contains("it names no receiver of alarms");
  }
}
