package org.vigie.app.backup;

import static org.vigie.fuzz.Inputs.require;
import static org.vigie.fuzz.Inputs.text;
import static org.vigie.fuzz.Inputs.texts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.vigie.base.BadInput;
import org.vigie.fuzz.Inputs;
import org.vigie.fuzz.Target;
import tools.jackson.databind.json.JsonMapper;

/// What is given to `vigie restore`.
public final class BackupTargets {

  private static final AgeKey KEY = AgeKey.fresh();
  private static final Lock LOCK = new Lock.Recipients(List.of(KEY.recipient()));

  private BackupTargets() {}

  public static List<Target> all() {
    return List.of(
        Target.of(
            "backup-file",
            List.of(BackupRefused.class),
            Target.Bound.of(4 << 20, 256),
            () -> List.of(locked(archive(true)), locked(archive(false)), locked(new byte[0])),
            input -> read(input)),
        Target.of(
            "backup-archive",
            List.of(BackupRefused.class),
            Target.Bound.of(8 << 20, 16_384),
            () -> List.of(archive(true), archive(false)),
            input -> read(locked(input))),
        Target.of(
            "age-key",
            List.of(BadInput.class),
            Target.Bound.of(1 << 20, 256),
            () ->
                texts(
                    "# created\nAGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX\n"),
            BackupTargets::key),
        Target.of(
            "age-recipient",
            List.of(BadInput.class),
            Target.Bound.of(1 << 20, 256),
            () -> texts("age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"),
            input -> {
              var read = AgeRecipient.parse(text(input));
              require(
                  AgeRecipient.parse(read.toString()).toString().equals(read.toString()),
                  "a key is written as it is read");
            }));
  }

  private static void read(byte[] input) throws IOException, BadInput {
    var file = Inputs.file("backup", "town.vigie", input);
    new BackupReader(file, new Opener.Key(KEY))
        .read(
            (name, bytes) -> {
              require(!name.startsWith("/") && !name.contains(".."), "a name leads nowhere else");
              require(bytes.read() >= -1, "its bytes can be read");
            });
  }

  private static void key(byte[] input) throws IOException, BadInput {
    var key = AgeKey.read(Inputs.file("backup", "restore.key", input));
    var again = Inputs.folder("backup").resolve("again.key");
    Files.deleteIfExists(again);
    key.write(again);
    require(
        AgeKey.read(again).recipient().toString().equals(key.recipient().toString()),
        "a key is written as it is read");
  }

  private static byte[] locked(byte[] plain) throws IOException {
    var out = new ByteArrayOutputStream();
    var age = new AgeOutput(out, LOCK);
    age.write(plain);
    age.finish();
    return out.toByteArray();
  }

  private static byte[] archive(boolean deflated) throws IOException {
    var about =
        new BackupAbout(
            BackupAbout.FORMAT,
            "0123456789abcdef",
            "Val-sur-Mer",
            "2031-03-30T00:59:58.250Z",
            "0.1.0",
            false,
            "vigie.yaml",
            new BackupAbout.LedgerHead("vigie/val-sur-mer/2031", 7, "00", 7),
            List.of(new BackupAbout.Place("main", "/srv/vigie/main")),
            List.of(),
            0,
            "");
    // SHA-256 of one x.
    var list = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881 1 vigie.yaml\n";
    var plain = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(plain)) {
      if (!deflated) {
        zip.setLevel(0);
      }
      put(zip, BackupNames.ABOUT, JsonMapper.builder().build().writeValueAsBytes(about));
      put(zip, "vigie.yaml", "x".getBytes(StandardCharsets.US_ASCII));
      put(zip, BackupNames.LIST, list.getBytes(StandardCharsets.US_ASCII));
    }
    return plain.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }
}
