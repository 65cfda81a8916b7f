package org.vigie.eye;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigie.base.BadInput;
import org.vigie.eye.detect.Detector;
import org.vigie.eye.detect.OnnxNatives;

/// The model that an eye was handed, if any: `--model FILE`, with `--manifest FILE` for one that is
/// not in the catalogue.
///
/// @param rest the other arguments
record EyeModel(Optional<Path> file, Optional<Path> manifest, List<String> rest)
    implements ProgramArguments.Needs {

  EyeModel {
    rest = List.copyOf(rest);
  }

  static EyeModel from(String... arguments) {
    var rest = new ArrayList<String>();
    var file = Optional.<Path>empty();
    var manifest = Optional.<Path>empty();
    for (int i = 0; i < arguments.length; i++) {
      boolean last = i + 1 == arguments.length;
      if (arguments[i].equals("--model") && !last) {
        file = Optional.of(Path.of(arguments[++i]));
      } else if (arguments[i].equals("--manifest") && !last) {
        manifest = Optional.of(Path.of(arguments[++i]));
      } else {
        rest.add(arguments[i]);
      }
    }
    return new EyeModel(file, manifest, rest);
  }

  @Override
  public void unpack() throws IOException {
    if (file.isPresent()) {
      OnnxNatives.unpack();
    }
  }

  /// Loads the model and runs it once.
  @Override
  public void tryOut() throws IOException, BadInput {
    if (file.isPresent()) {
      Detector.open(file.get(), manifest).close();
    }
  }

  /// The model, loaded; nothing where there is none. Whoever calls closes it.
  Optional<Detector> open() throws IOException {
    try {
      return file.isPresent() ? Optional.of(Detector.open(file.get(), manifest)) : Optional.empty();
    } catch (BadInput e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
