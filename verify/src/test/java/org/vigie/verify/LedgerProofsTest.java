package org.vigie.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The years of one ledger, whose keys somebody looks after.
class LedgerProofsTest {

  @TempDir private Path dir;

  private static KeyPair pair() throws GeneralSecurityException {
    return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  /// A year of one entry, signed; no entry is proved.
  private void year(int year, KeyPair pair) throws IOException, GeneralSecurityException {
    var name = "vigie/town/" + year;
    var typed = VerifierKey.typed(VerifierKey.NOTE, pair.getPublic());
    var id = VerifierKey.id(name, typed);
    var folder = Files.createDirectories(dir.resolve(String.valueOf(year)));
    var base64 = Base64.getEncoder();
    Files.writeString(
        folder.resolve("verifier"),
        name + "+" + HexFormat.of().formatHex(id) + "+" + base64.encodeToString(typed) + "\n");
    var text = name + "\n1\n" + base64.encodeToString(Hashes.leaf(new byte[32])) + "\n";
    var signer = Signature.getInstance("Ed25519");
    signer.initSign(pair.getPrivate());
    signer.update(text.getBytes(StandardCharsets.UTF_8));
    var signature = signer.sign();
    var line = new byte[id.length + signature.length];
    System.arraycopy(id, 0, line, 0, id.length);
    System.arraycopy(signature, 0, line, id.length, signature.length);
    Files.writeString(
        folder.resolve("checkpoint"),
        text + "\n— " + name + " " + base64.encodeToString(line) + "\n");
  }

  @Test
  void one_key_signs_all_years() throws Exception {
    var pair = pair();
    year(2031, pair);
    year(2032, pair);
    var proofs = LedgerProofs.read(dir, null);
    assertThat(proofs.logs()).hasSize(2);
    assertThat(proofs.verifierFile()).isEqualTo(dir.resolve("2031/verifier"));

    year(2032, pair());
    assertThatThrownBy(() -> LedgerProofs.read(dir, null))
        .hasMessageContaining("2031/verifier")
        .hasMessageContaining("2032/verifier are not the same key");
    assertThatThrownBy(() -> LedgerProofs.read(dir, dir.resolve("2031/verifier")))
        .hasMessageContaining("not the key that you trust");
  }
}
