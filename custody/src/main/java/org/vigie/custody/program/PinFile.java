package org.vigie.custody.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.vigie.base.Durable;
import org.vigie.custody.CustodyRefused;
import org.vigie.custody.Pins;

/// Where [Pins] are kept: beside the key file, under its name with `.set`. It holds no secret.
record PinFile(Path file) {

  static PinFile beside(Path keys) {
    return new PinFile(keys.resolveSibling(keys.getFileName() + ".set"));
  }

  /// What is remembered; nothing yet if there is no file.
  ///
  /// @throws CustodyRefused if the file is there and cannot be read: what was remembered is not
  ///     given up silently
  Pins read() throws IOException, CustodyRefused {
    if (!Files.exists(file)) {
      return Pins.none();
    }
    try {
      return Pins.read(Files.readString(file));
    } catch (CustodyRefused e) {
      throw new CustodyRefused("%s: %s".formatted(file, e.getMessage()));
    }
  }

  void write(Pins pins) throws IOException {
    Durable.replace(
        file, pins.text().getBytes(java.nio.charset.StandardCharsets.UTF_8), Durable.PRIVATE_FILE);
  }
}
