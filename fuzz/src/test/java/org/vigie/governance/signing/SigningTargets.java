package org.vigie.governance.signing;

import static org.vigie.fuzz.Inputs.require;
import static org.vigie.fuzz.Inputs.text;
import static org.vigie.fuzz.Inputs.texts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.vigie.base.BadInput;
import org.vigie.fuzz.Inputs;
import org.vigie.fuzz.Target;

/// Signatures of authorities, and their keys.
public final class SigningTargets {

  private static final byte[] SIGNED = "act: recording\n".getBytes(StandardCharsets.UTF_8);

  private SigningTargets() {}

  public static List<Target> all() {
    return List.of(
        Target.of(
            "authority-signature",
            List.of(IllegalArgumentException.class),
            Target.Bound.of(1 << 20, 64),
            () -> texts(key().sign(SIGNED, Authorities.ACT)),
            SigningTargets::signature),
        Target.of(
            "authority-key",
            List.of(BadInput.class),
            Target.Bound.of(1 << 20, 64),
            () -> texts(key().open().line() + " a comment"),
            SigningTargets::publicKey),
        Target.of(
            "authority-private-key",
            List.of(BadInput.class),
            Target.Bound.of(1 << 20, 64),
            () -> List.of(Files.readAllBytes(keyFile())),
            SigningTargets::privateKey));
  }

  private static Path keyFile() throws IOException {
    var file = Files.createTempDirectory("signing").resolve("key");
    var unused = SigningKey.create(file);
    return file;
  }

  private static SigningKey key() throws IOException, BadInput {
    return SigningKey.read(keyFile());
  }

  private static void signature(byte[] input) {
    var signature = DetachedSignature.parse(text(input));
    require(!signature.holds(new byte[] {1}), "what nobody signed does not hold");
    require(signature.key().fingerprint().length() == 50, "a fingerprint is of one length");
  }

  private static void publicKey(byte[] input) throws BadInput {
    var key = AuthorityKey.parse(text(input));
    require(AuthorityKey.parse(key.line()).equals(key), "a key goes through text unchanged");
  }

  private static void privateKey(byte[] input) throws BadInput, IOException {
    var key = SigningKey.read(Inputs.file("signing", "key", input));
    var signature = DetachedSignature.parse(key.sign(SIGNED, "x"));
    require(signature.holds(SIGNED), "what it signs holds");
    require(Arrays.equals(signature.key().raw(), key.open().raw()), "under its own key");
  }
}
