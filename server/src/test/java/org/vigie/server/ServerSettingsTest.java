package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.BadInput;
import org.vigie.server.door.DoorSettings;
import org.vigie.server.map.MapSettings;
import org.vigie.server.notice.NoticeSettings;

/// Where the server may listen.
class ServerSettingsTest {

  @TempDir Path folder;

  @Test
  void refuses_other_machines_without_a_certificate() {
    assertThatThrownBy(() -> settings("0.0.0.0", Optional.empty()).check())
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("server.host")
        .hasMessageContaining("server.tls.certificate")
        .hasMessageContaining("127.0.0.1");
    assertThatCode(() -> settings("127.0.0.1", Optional.empty()).check())
        .doesNotThrowAnyException();
    assertThatCode(() -> settings("::1", Optional.empty()).check()).doesNotThrowAnyException();
  }

  @Test
  void names_a_certificate_that_is_not_there() {
    var tls = new ServerSettings.Tls(folder.resolve("town.pem"), folder.resolve("town.key"));
    assertThatThrownBy(() -> settings("0.0.0.0", Optional.of(tls)).check())
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("server.tls.certificate")
        .hasMessageContaining("town.pem");
  }

  private ServerSettings settings(String host, Optional<ServerSettings.Tls> tls) {
    return new ServerSettings(
        "T",
        "1",
        false,
        host,
        0,
        tls,
        folder,
        folder,
        ZoneId.of("UTC"),
        NoticeSettings.NONE,
        MapSettings.NONE,
        DoorSettings.OFFERED,
        new ServerSettings.LawFiles(folder, Optional.empty()),
        Optional.empty());
  }
}
