package org.vigie.app.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.base.BadInput;

/// The format is age's: what is written here other people's `age` opens, and the other way round.
class AgeTest {

  /// From the specification, c2sp.org/age.
  private static final String SECRET =
      "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";

  private static final String PUBLIC =
      "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";

  @TempDir private Path folder = Path.of("");

  private static byte[] bytes(int length) {
    var bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static byte[] lock(Lock lock, byte[] plain) throws IOException {
    var out = new ByteArrayOutputStream();
    var age = new AgeOutput(out, lock);
    age.write(plain);
    age.finish();
    return out.toByteArray();
  }

  private static byte[] open(Opener opener, byte[] locked) throws IOException {
    return new AgeInput(new ByteArrayInputStream(locked), opener, "it").readAllBytes();
  }

  private AgeKey key(String secret) throws IOException, BadInput {
    var file = folder.resolve("key");
    Files.writeString(file, "# created: 2031-03-30T00:59:58Z\n" + secret + "\n");
    return AgeKey.read(file);
  }

  private static Lock to(AgeKey... keys) {
    return new Lock.Recipients(List.of(keys).stream().map(AgeKey::recipient).toList());
  }

  @Test
  void keys_are_those_of_the_specification() throws Exception {
    assertThat(key(SECRET).recipient()).hasToString(PUBLIC);
    assertThat(AgeRecipient.parse(PUBLIC)).hasToString(PUBLIC);
    assertThat(key(SECRET).toString()).doesNotContain("SECRET");
  }

  @Test
  void a_key_with_one_wrong_letter_is_refused() throws Exception {
    for (int at = 0; at < PUBLIC.length(); at++) {
      var other = PUBLIC.charAt(at) == 'q' ? 'p' : 'q';
      var wrong = PUBLIC.substring(0, at) + other + PUBLIC.substring(at + 1);
      assertThatThrownBy(() -> AgeRecipient.parse(wrong)).isInstanceOf(BadInput.class);
    }
    assertThatThrownBy(() -> key(PUBLIC)).hasMessageContaining("AGE-SECRET-KEY-1");
    assertThatThrownBy(() -> AgeRecipient.parse(SECRET)).isInstanceOf(BadInput.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 131_072, 200_000})
  void what_was_locked_opens(int length) throws Exception {
    var plain = bytes(length);
    var mine = AgeKey.fresh();
    var other = AgeKey.fresh();

    var locked = lock(to(other, mine), plain);

    assertThat(open(new Opener.Key(mine), locked)).isEqualTo(plain);
    assertThat(open(new Opener.Key(other), locked)).isEqualTo(plain);
    assertThatThrownBy(() -> open(new Opener.Key(AgeKey.fresh()), locked))
        .hasMessageContaining("is not locked to age1");
  }

  @Test
  void a_passphrase_opens_and_another_does_not() throws Exception {
    var plain = bytes(1_000);
    var locked = lock(new Lock.Passphrase("correct horse battery", 4), plain);

    assertThat(open(new Opener.Passphrase("correct horse battery"), locked)).isEqualTo(plain);
    assertThatThrownBy(() -> open(new Opener.Passphrase("correct horse batterz"), locked))
        .hasMessageContaining("this is not its passphrase");
    assertThatThrownBy(() -> open(new Opener.Key(AgeKey.fresh()), locked))
        .hasMessageContaining("leave --key out");
    assertThatThrownBy(() -> open(new Opener.Passphrase("x"), lock(to(AgeKey.fresh()), plain)))
        .hasMessageContaining("--key");
  }

  @Test
  void a_passphrase_that_would_cost_all_memory_is_not_tried() throws Exception {
    var locked = lock(new Lock.Passphrase("correct horse battery", 4), bytes(10));
    var dear = new String(locked, java.nio.charset.StandardCharsets.ISO_8859_1);
    var changed = dear.replaceFirst(" 4\n", " 30\n");

    assertThatThrownBy(
            () ->
                open(
                    new Opener.Passphrase("correct horse battery"),
                    changed.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)))
        .hasMessageContaining("2^30");
  }

  @Test
  void the_age_program_opens_what_was_locked_here() throws Exception {
    assumeTrue(hasAge(), "age is not installed");
    var key = AgeKey.fresh();
    var file = folder.resolve("mine.key");
    key.write(file);
    var plain = bytes(150_000);
    var locked = folder.resolve("locked");
    Files.write(locked, lock(to(AgeKey.fresh(), key), plain));

    run("age", "-d", "-i", file.toString(), "-o", folder.resolve("plain").toString(), "locked");

    assertThat(Files.readAllBytes(folder.resolve("plain"))).isEqualTo(plain);
  }

  @Test
  void what_the_age_program_locked_opens_here() throws Exception {
    assumeTrue(hasAge(), "age is not installed");
    run("age-keygen", "-o", "theirs.key");
    var key = AgeKey.read(folder.resolve("theirs.key"));
    var plain = bytes(150_000);
    Files.write(folder.resolve("plain"), plain);

    run("age", "-r", key.recipient().toString(), "-o", "locked", "plain");

    var locked = Files.readAllBytes(folder.resolve("locked"));
    assertThat(open(new Opener.Key(key), locked)).isEqualTo(plain);
  }

  private static boolean hasAge() {
    return List.of(System.getenv("PATH").split(":")).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "age-keygen")));
  }

  private void run(String... command) throws Exception {
    var log = folder.resolve("log");
    var process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(log)).isZero();
  }
}
