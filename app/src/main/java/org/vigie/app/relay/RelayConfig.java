package org.vigie.app.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigie.app.TownConfig;
import org.vigie.app.tell.TellConfig;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.governance.relay.RelayAgreement;
import org.vigie.governance.relay.Relays;
import org.vigie.model.CameraId;
import org.vigie.relay.RelaySettings;

/// Which partners take streams of which cameras, under which agreement: the town's `relays`.
/// Without it nothing listens.
///
/// @param server where they are answered; empty without `relays`
public record RelayConfig(Optional<RelaySettings> server, List<RelayAgreement> agreements) {

  private static final int MOST = 32;
  private static final String NAME = "[a-z0-9][a-z0-9-]{0,39}";
  private static final int LONGEST_TEXT = 200;
  private static final String USUAL_HOST = "127.0.0.1";
  private static final int USUAL_PORT = 8554;
  private static final Set<String> KEYS = Set.of("listen", "tls", "partners");
  private static final Set<String> PARTNER_KEYS =
      Set.of("name", "partner", "agreement", "until", "cameras", "password_file", "clear");

  public RelayConfig {
    agreements = List.copyOf(agreements);
  }

  /// @param folder where relative paths start
  /// @param certificate that of the console; needed for `tls: yes`
  /// @param cameras those of the town
  public static RelayConfig read(
      Document document, Path folder, Optional<TownConfig.Tls> certificate, Set<CameraId> cameras)
      throws BadInput {
    var given = document.find("relays");
    if (given.isEmpty()) {
      return new RelayConfig(Optional.empty(), List.of());
    }
    var relays = given.get();
    relays.fields(KEYS);
    var agreements = new ArrayList<RelayAgreement>();
    var passwords = new HashMap<String, String>();
    for (var partner : relays.get("partners").list()) {
      partner.fields(PARTNER_KEYS);
      var agreement = agreement(partner, cameras);
      if (passwords.put(agreement.name(), password(partner, folder)) != null) {
        throw partner.get("name").wrong("stands here twice; each relay needs a name of its own");
      }
      agreements.add(agreement);
    }
    if (agreements.isEmpty() || agreements.size() > MOST) {
      throw relays.get("partners").wrong("should be 1 to " + MOST + " partners");
    }
    return new RelayConfig(
        Optional.of(server(relays, certificate, agreements, passwords)), agreements);
  }

  private static RelaySettings server(
      Document relays,
      Optional<TownConfig.Tls> certificate,
      List<RelayAgreement> agreements,
      Map<String, String> passwords)
      throws BadInput {
    var tls = relays.find("tls");
    boolean secured = tls.isPresent() && tls.get().yes();
    if (secured && certificate.isEmpty()) {
      throw tls.get().wrong("needs the certificate of the console: the town's tls");
    }
    var host = USUAL_HOST;
    int port = USUAL_PORT;
    var listen = relays.find("listen");
    if (listen.isPresent()) {
      var text = listen.get().text();
      int colon = text.lastIndexOf(':');
      if (colon < 1 || !text.substring(colon + 1).matches("\\d{1,5}")) {
        throw listen.get().wrong("should be HOST:PORT, such as 127.0.0.1:8554");
      }
      host = text.substring(0, colon);
      port = Integer.parseInt(text.substring(colon + 1));
      if (port > 65_535) {
        throw listen.get().wrong("should have a port from 0 to 65535");
      }
      boolean clear = agreements.stream().anyMatch(RelayAgreement::clear);
      if (clear && !secured && !TellConfig.isThisMachine(host)) {
        throw listen
            .get()
            .wrong(
                "can be reached from other machines, where clear pictures would travel readable: give relays: tls: yes");
      }
    }
    return new RelaySettings(
        host,
        port,
        secured
            ? certificate.map(files -> new RelaySettings.Tls(files.certificate(), files.key()))
            : Optional.empty(),
        passwords);
  }

  private static RelayAgreement agreement(Document partner, Set<CameraId> cameras) throws BadInput {
    var name = partner.get("name");
    if (!name.text().matches(NAME)) {
      throw name.wrong("should be 1 to 40 lower-case letters, digits and hyphens");
    }
    var named = new HashSet<CameraId>();
    for (var camera : partner.get("cameras").list()) {
      if (!CameraId.isValid(camera.text()) || !cameras.contains(new CameraId(camera.text()))) {
        throw camera.wrong("is no camera of this town");
      }
      named.add(new CameraId(camera.text()));
    }
    if (named.isEmpty()) {
      throw partner.get("cameras").wrong("should name the cameras that the agreement names");
    }
    return new RelayAgreement(
        name.text(),
        text(partner.get("partner")),
        text(partner.get("agreement")),
        named,
        partner.get("until").instant(),
        longest(partner));
  }

  private static String text(Document value) throws BadInput {
    var text = value.text().strip();
    if (text.isEmpty() || text.length() > LONGEST_TEXT) {
      throw value.wrong("should be 1 to " + LONGEST_TEXT + " characters");
    }
    return text;
  }

  private static Duration longest(Document partner) throws BadInput {
    var clear = partner.find("clear");
    if (clear.isEmpty()) {
      return Duration.ZERO;
    }
    clear.get().fields(Set.of("longest"));
    var value = clear.get().get("longest");
    var longest = value.duration();
    if (longest.compareTo(Duration.ofMinutes(1)) < 0
        || longest.compareTo(Relays.LONGEST_CLEAR) > 0) {
      throw value.wrong("should be 1 min to %d h".formatted(Relays.LONGEST_CLEAR.toHours()));
    }
    return longest;
  }

  private static String password(Document partner, Path folder) throws BadInput {
    var key = partner.get("password_file");
    try {
      var password =
          Files.readString(TownConfig.existing(partner, "password_file", folder)).strip();
      if (password.length() < RelaySettings.SHORTEST_PASSWORD
          || password.chars().anyMatch(c -> c <= ' ' || c > '~')) {
        throw key.wrong(
            "should hold one line of %d or more letters, digits and signs, such as `openssl rand -hex 16` prints"
                .formatted(RelaySettings.SHORTEST_PASSWORD));
      }
      return password;
    } catch (IOException e) {
      throw key.wrong("cannot be read: " + e.getMessage());
    }
  }
}
