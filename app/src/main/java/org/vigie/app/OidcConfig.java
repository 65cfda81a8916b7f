package org.vigie.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.vigie.base.BadInput;
import org.vigie.base.Document;
import org.vigie.governance.CameraScope;
import org.vigie.governance.Role;
import org.vigie.model.CameraId;
import org.vigie.server.oidc.OidcSettings;
import org.vigie.tell.Trust;

/// Reads through which directory people sign in: the town's `sign_in: oidc`. Without it nobody
/// does,
/// and nothing is asked of anybody.
final class OidcConfig {

  private static final Set<String> KEYS =
      Set.of(
          "issuer",
          "client_id",
          "secret_file",
          "label",
          "scopes",
          "name_claim",
          "roles_claim",
          "roles",
          "second_factor_done",
          "local_sign_in",
          "ca");
  private static final Set<String> ROLE_KEYS = Set.of("value", "role", "cameras");
  private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.1", "[::1]");
  private static final int MOST_ROLES = 200;
  private static final int LONGEST = 200;
  private static final int LONGEST_LABEL = 40;

  /// Who still signs in with name and password.
  private enum LocalSignIn {
    ADMINISTRATORS,
    EVERYBODY
  }

  private OidcConfig() {}

  /// @param folder where relative paths start
  /// @param addressed the town says what people type to come here
  static Optional<OidcSettings> read(
      Document document, Document signIn, Path folder, boolean addressed) throws BadInput {
    var section = signIn.find("oidc");
    if (section.isEmpty()) {
      return Optional.empty();
    }
    var says = section.get();
    says.fields(KEYS);
    if (!addressed && !listensHere(document)) {
      throw says.wrong(
          "needs sign_in: address, such as https://vigie.saint-exemple.example: the provider sends people back there");
    }
    var local = says.find("local_sign_in");
    return Optional.of(
        new OidcSettings(
            issuer(says.get("issuer")),
            line(says.get("client_id"), LONGEST),
            secret(says, folder),
            label(says),
            words(says, "scopes", Set.of("profile")),
            text(says, "name_claim", "name"),
            text(says, "roles_claim", "groups"),
            roles(document, says.get("roles")),
            secondFactorDone(says),
            local.isEmpty() || local.get().word(LocalSignIn.class) == LocalSignIn.ADMINISTRATORS,
            trust(says, folder)));
  }

  /// Whether only this machine's own browsers reach the server.
  private static boolean listensHere(Document document) throws BadInput {
    var listen = document.find("listen");
    if (listen.isEmpty()) {
      return true;
    }
    var host = listen.get().text().replaceFirst(":[0-9]*$", "");
    try {
      return host.equals("localhost")
          || host.matches("[0-9.]+|\\[?[0-9a-fA-F:]*:[0-9a-fA-F:]*\\]?")
              && InetAddress.getByName(host).isLoopbackAddress();
    } catch (IOException e) {
      return false;
    }
  }

  private static URI issuer(Document value) throws BadInput {
    try {
      var uri = new URI(value.text());
      boolean safe =
          "https".equals(uri.getScheme())
              || "http".equals(uri.getScheme()) && THIS_MACHINE.contains(uri.getHost());
      if (safe
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getQuery() == null
          && uri.getFragment() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw value.wrong(
        "should be the issuer as the provider writes it, such as https://login.saint-exemple.example/realms/town; http:// only on this machine");
  }

  private static String secret(Document says, Path folder) throws BadInput {
    var key = says.get("secret_file");
    try {
      var secret =
          Files.readString(TownConfig.existing(says, "secret_file", folder))
              .lines()
              .findFirst()
              .orElse("")
              .strip();
      if (!secret.isEmpty()) {
        return secret;
      }
    } catch (IOException e) {
      throw key.wrong("cannot be read: " + e.getMessage());
    }
    throw key.wrong("should hold, in its first line, the secret that the provider gave Vigie");
  }

  private static OidcSettings.Label label(Document says) throws BadInput {
    var value = says.find("label");
    if (value.isEmpty()) {
      var host = says.get("issuer").text().replaceFirst("^[a-z]+://", "").replaceFirst("/.*", "");
      return new OidcSettings.Label(host, host);
    }
    if (!value.get().isMapping()) {
      var both = line(value.get(), LONGEST_LABEL);
      return new OidcSettings.Label(both, both);
    }
    value.get().fields(Set.of("fr", "en"));
    return new OidcSettings.Label(
        line(value.get().get("fr"), LONGEST_LABEL), line(value.get().get("en"), LONGEST_LABEL));
  }

  private static List<OidcSettings.RoleOf> roles(Document document, Document value)
      throws BadInput {
    var roles = new ArrayList<OidcSettings.RoleOf>();
    for (var item : value.list()) {
      item.fields(ROLE_KEYS);
      roles.add(
          new OidcSettings.RoleOf(
              line(item.get("value"), LONGEST),
              item.get("role").word(Role.class),
              cameras(document, item)));
    }
    if (roles.isEmpty() || roles.size() > MOST_ROLES) {
      throw value.wrong(
          "should be 1 to %d entries such as {value: vigie-operators, role: operator}"
              .formatted(MOST_ROLES));
    }
    if (new HashSet<>(roles).size() < roles.size()) {
      throw value.wrong("has an entry twice");
    }
    return List.copyOf(roles);
  }

  private static CameraScope cameras(Document document, Document item) throws BadInput {
    if (item.find("cameras").isEmpty()) {
      return CameraScope.all();
    }
    var known = new HashSet<String>();
    for (var camera : document.get("cameras").list()) {
      known.add(camera.get("id").text());
    }
    var some = new LinkedHashSet<CameraId>();
    for (var one : item.get("cameras").list()) {
      if (!known.contains(one.text())) {
        throw one.wrong("there is no camera of this id among the town's");
      }
      some.add(new CameraId(one.text()));
    }
    if (some.isEmpty()) {
      throw item.get("cameras")
          .wrong("should name at least one; without the key it is every camera");
    }
    return new CameraScope.Only(some);
  }

  private static Set<String> secondFactorDone(Document says) throws BadInput {
    var words = words(says, "second_factor_done", Set.of());
    if (words.contains("pwd")) {
      throw says.get("second_factor_done")
          .wrong("pwd is a password: it is no second factor; mfa, otp or hwk may be");
    }
    return words;
  }

  private static Set<String> words(Document says, String key, Set<String> usual) throws BadInput {
    if (says.find(key).isEmpty()) {
      return usual;
    }
    var words = new LinkedHashSet<String>();
    for (var one : says.get(key).list()) {
      if (!one.text().matches("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,200}")) {
        throw one.wrong("should be one word without spaces");
      }
      words.add(one.text());
    }
    return words.stream().collect(Collectors.toUnmodifiableSet());
  }

  private static String text(Document says, String key, String usual) throws BadInput {
    var value = says.find(key);
    return value.isEmpty() ? usual : line(value.get(), LONGEST);
  }

  private static String line(Document value, int longest) throws BadInput {
    var text = value.text().strip();
    if (text.isEmpty()
        || text.length() > longest
        || text.codePoints().anyMatch(Character::isISOControl)) {
      throw value.wrong("should be one line of 1 to " + longest + " characters");
    }
    return text;
  }

  private static Optional<SSLContext> trust(Document says, Path folder) throws BadInput {
    if (says.find("ca").isEmpty()) {
      return Optional.empty();
    }
    var file = TownConfig.existing(says, "ca", folder);
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, Trust.of(Optional.of(file)).getTrustManagers(), null);
      return Optional.of(context);
    } catch (BadInput e) {
      throw says.get("ca").wrong(e.what());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }
}
