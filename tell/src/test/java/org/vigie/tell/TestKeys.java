package org.vigie.tell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.vigie.testkit.Tool;

/// A certificate made out to 127.0.0.1 that has signed itself, and its key.
final class TestKeys {

  private static final char[] SECRET = "changeit".toCharArray();

  private final Path folder;
  private final KeyStore store;

  private TestKeys(Path folder, KeyStore store) {
    this.folder = folder;
    this.store = store;
  }

  static TestKeys in(Path folder) throws Exception {
    var file = folder.resolve("keys.p12");
    Tool.run(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair",
        "-alias",
        "receiver",
        "-keyalg",
        "EC",
        "-dname",
        "CN=receiver",
        "-ext",
        "san=ip:127.0.0.1",
        "-storetype",
        "PKCS12",
        "-storepass",
        String.valueOf(SECRET),
        "-keystore",
        file.toString());
    return new TestKeys(folder, KeyStore.getInstance(file.toFile(), SECRET));
  }

  /// TLS for a server.
  SSLContext context() throws Exception {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, SECRET);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  /// PEM.
  Path certificate() throws Exception {
    return pem("receiver.crt", "CERTIFICATE", store.getCertificate("receiver").getEncoded());
  }

  /// PEM, PKCS #8.
  Path key() throws Exception {
    return pem("receiver.key", "PRIVATE KEY", store.getKey("receiver", SECRET).getEncoded());
  }

  private Path pem(String name, String kind, byte[] bytes) throws Exception {
    var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.write(
        folder.resolve(name),
        List.of("-----BEGIN " + kind + "-----", body, "-----END " + kind + "-----"));
  }
}
