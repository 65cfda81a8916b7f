package org.vigie.governance.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.base.BadInput;

/// What OpenSSH's own program signs is read here, and what is signed here is read by it.
class OpenSshTest {

  private static final byte[] TEXT = "act: recording\n".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path dir;

  private int ssh(String... words) throws Exception {
    return ssh(dir.resolve("nothing"), words);
  }

  private int ssh(Path in, String... words) throws Exception {
    if (!Files.exists(in)) {
      Files.writeString(in, "");
    }
    var line = new ArrayList<>(List.of("ssh-keygen"));
    line.addAll(List.of(words));
    var process =
        new ProcessBuilder(line)
            .directory(dir.toFile())
            .redirectErrorStream(true)
            .redirectInput(in.toFile())
            .redirectOutput(dir.resolve("said").toFile())
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private static void needsSsh() {
    try {
      var process = new ProcessBuilder("ssh-keygen", "-?").redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
    } catch (IOException e) {
      assumeTrue(false, "no ssh-keygen here");
    }
  }

  private AuthorityKey theirs(String file, String... more) throws Exception {
    var words = new ArrayList<>(List.of("-q", "-f", file, "-N", "", "-C", "the prefect"));
    words.addAll(List.of(more));
    assertThat(ssh(words.toArray(String[]::new))).isZero();
    return AuthorityKey.parse(Files.readString(dir.resolve(file + ".pub")));
  }

  @Test
  void reads_what_ssh_keygen_signs() throws Exception {
    needsSsh();
    var key = theirs("prefect", "-t", "ed25519");
    var file = Files.write(dir.resolve("act.yaml"), TEXT);
    assertThat(ssh("-Y", "sign", "-f", "prefect", "-n", Authorities.ACT, "act.yaml")).isZero();
    var signature = DetachedSignature.parse(Files.readString(file.resolveSibling("act.yaml.sig")));
    assertThat(signature.key()).isEqualTo(key);
    assertThat(signature.namespace()).isEqualTo(Authorities.ACT);
    assertThat(signature.holds(TEXT)).isTrue();
    for (int i = 0; i < TEXT.length; i++) {
      var changed = TEXT.clone();
      changed[i] ^= 1;
      assertThat(signature.holds(changed)).as("byte " + i).isFalse();
    }
    Files.delete(file.resolveSibling("act.yaml.sig"));
    assertThat(ssh("-Y", "sign", "-O", "hashalg=sha256", "-f", "prefect", "-n", "x", "act.yaml"))
        .isZero();
    assertThat(
            DetachedSignature.parse(Files.readString(file.resolveSibling("act.yaml.sig")))
                .holds(TEXT))
        .isTrue();
  }

  @Test
  void shows_the_fingerprint_that_ssh_keygen_shows() throws Exception {
    needsSsh();
    var key = theirs("prefect", "-t", "ed25519");
    assertThat(ssh("-l", "-f", "prefect.pub")).isZero();
    assertThat(Files.readString(dir.resolve("said"))).contains(" " + key.fingerprint() + " ");
  }

  @Test
  void ssh_keygen_reads_keys_and_signatures_made_here() throws Exception {
    needsSsh();
    var key = SigningKey.create(dir.resolve("mine"));
    assertThat(ssh("-y", "-P", "", "-f", "mine")).isZero();
    assertThat(Files.readString(dir.resolve("said"))).startsWith(key.open().line());

    var file = Files.write(dir.resolve("act.yaml"), TEXT);
    Files.writeString(dir.resolve("act.yaml.sig"), key.sign(TEXT, Authorities.ACT));
    Files.writeString(dir.resolve("allowed"), "prefect " + key.open().line() + "\n");
    assertThat(ssh(file, verify(Authorities.ACT))).isZero();
    assertThat(ssh(file, verify(Authorities.PROFILE))).isNotZero();
    Files.writeString(file, "act: detection\n");
    assertThat(ssh(file, verify(Authorities.ACT))).isNotZero();
  }

  private static String[] verify(String namespace) {
    return new String[] {
      "-Y", "verify", "-f", "allowed", "-I", "prefect", "-n", namespace, "-s", "act.yaml.sig"
    };
  }

  @Test
  void signs_with_a_key_of_ssh_keygens_that_has_no_passphrase() throws Exception {
    needsSsh();
    var key = theirs("plain", "-t", "ed25519");
    var read = SigningKey.read(dir.resolve("plain"));
    assertThat(read.open()).isEqualTo(key);
    assertThat(DetachedSignature.parse(read.sign(TEXT, "x")).holds(TEXT)).isTrue();

    assertThat(ssh("-q", "-t", "ed25519", "-f", "locked", "-N", "a long passphrase")).isZero();
    assertThatThrownBy(() -> SigningKey.read(dir.resolve("locked")))
        .isInstanceOf(BadInput.class)
        .hasMessage(
            dir.resolve("locked")
                + ": should be an Ed25519 key of OpenSSH's without a passphrase: it lies under a"
                + " passphrase; for any other, sign with ssh-keygen -Y sign");
  }

  @Test
  void takes_no_other_kind_of_key() throws Exception {
    needsSsh();
    assertThat(ssh("-q", "-t", "ecdsa", "-f", "other", "-N", "")).isZero();
    assertThatThrownBy(() -> AuthorityKey.parse(Files.readString(dir.resolve("other.pub"))))
        .hasMessageStartingWith("should be the line of an Ed25519 key's .pub file");
    Files.write(dir.resolve("act.yaml"), TEXT);
    assertThat(ssh("-Y", "sign", "-f", "other", "-n", Authorities.ACT, "act.yaml")).isZero();
    var text = Files.readString(dir.resolve("act.yaml.sig"));
    assertThatThrownBy(() -> DetachedSignature.parse(text))
        .hasMessage("its key is of the type ecdsa-sha2-nistp256, not ssh-ed25519");
  }

  @Test
  void a_key_file_is_private_and_never_written_over() throws Exception {
    SigningKey.create(dir.resolve("mine"));
    assertThat(Files.getPosixFilePermissions(dir.resolve("mine"))).hasSize(2);
    assertThatThrownBy(() -> SigningKey.create(dir.resolve("mine")))
        .isInstanceOf(java.nio.file.FileAlreadyExistsException.class);
  }

  @Test
  void whatever_byte_of_a_signature_is_changed_it_does_not_hold() throws Exception {
    var key = SigningKey.create(dir.resolve("mine"));
    var good = SshBytes.armoured(key.sign(TEXT, Authorities.ACT), DetachedSignature.ARMOUR);
    for (int i = 0; i < good.length; i++) {
      var bad = good.clone();
      bad[i] ^= 4;
      assertThat(holds(bad, key.open())).as("byte " + i).isFalse();
      assertThat(holds(Arrays.copyOf(good, i), key.open())).as("cut at " + i).isFalse();
    }
    assertThat(holds(Arrays.copyOf(good, good.length + 1), key.open())).isFalse();
    assertThat(holds(good, key.open())).isTrue();
  }

  private static boolean holds(byte[] blob, AuthorityKey key) {
    try {
      var text =
          "-----BEGIN SSH SIGNATURE-----\n"
              + Base64.getEncoder().encodeToString(blob)
              + "\n-----END SSH SIGNATURE-----\n";
      var signature = DetachedSignature.parse(text);
      return signature.key().equals(key)
          && signature.namespace().equals(Authorities.ACT)
          && signature.holds(TEXT);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
