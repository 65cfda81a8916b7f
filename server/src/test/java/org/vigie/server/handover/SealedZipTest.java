package org.vigie.server.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The file that leaves, in other people's program.
class SealedZipTest {

  @TempDir Path folder;

  @Test
  void other_people_s_program_opens_it_with_the_passphrase_alone() throws Exception {
    var program = Stream.of("/usr/bin/7zz", "/usr/bin/7z").map(Path::of).filter(Files::exists);
    var sevenZip = program.findFirst();
    assumeTrue(sevenZip.isPresent(), "7-Zip is not installed (Debian's 7zip)");
    var clear = Files.createDirectories(folder.resolve("case/footage"));
    var film = Files.writeString(clear.resolve("film.mp4"), "pictures ".repeat(50_000));
    var passphrase = Passphrase.generate();
    var zip = folder.resolve("case.zip");
    SealedZip.write(folder.resolve("case"), zip, Optional.of(passphrase));

    var out = folder.resolve("out");
    assertThat(run(sevenZip.get(), "x", "-y", "-p" + Passphrase.generate(), "-o" + out, zip))
        .isNotZero();
    assertThat(run(sevenZip.get(), "x", "-y", "-p" + passphrase, "-o" + out, zip)).isZero();
    assertThat(out.resolve("case/footage/film.mp4")).hasSameBinaryContentAs(film);
  }

  private int run(Path program, Object... arguments) throws Exception {
    var command = Stream.concat(Stream.of(program), Stream.of(arguments)).map(Object::toString);
    return new ProcessBuilder(command.toList())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said").toFile())
        .start()
        .waitFor();
  }

  @Test
  void no_two_passphrases_are_alike() {
    var all = new HashSet<String>();
    for (int i = 0; i < 1_000; i++) {
      all.add(Passphrase.generate());
    }
    assertThat(all).hasSize(1_000).allMatch(one -> one.matches("(\\d{5}-){7}\\d{5}"));
  }
}
