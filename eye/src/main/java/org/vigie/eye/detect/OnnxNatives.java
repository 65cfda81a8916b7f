package org.vigie.eye.detect;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

/// ONNX Runtime's native libraries, unpacked beside FFmpeg's so that a program behind walls, which
/// cannot write, finds them.
public final class OnnxNatives {

  private static final String CACHE = "org.bytedeco.javacpp.cachedir";
  private static final List<String> NAMES = List.of("onnxruntime", "onnxruntime4j_jni");

  private OnnxNatives() {}

  /// Unpacks what is not there yet. The folder bears the checksum of what is in it.
  ///
  /// @throws IOException if nothing may be written there
  public static Path unpack() throws IOException {
    var folder = folder();
    Files.createDirectories(folder);
    for (var name : NAMES) {
      var file = folder.resolve(System.mapLibraryName(name));
      if (!Files.exists(file)) {
        var fresh = Files.createTempFile(folder, name, ".new");
        try (var in = resource(name).openStream()) {
          Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
        }
        try {
          Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
          Files.delete(fresh);
        }
      }
    }
    return folder;
  }

  /// Makes ONNX Runtime take the unpacked libraries, unpacking them if need be.
  static void use() throws IOException {
    System.setProperty("onnxruntime.native.path", unpack().toString());
  }

  private static Path folder() throws IOException {
    var usual = Path.of(System.getProperty("user.home"), ".javacpp", "cache").toString();
    var whole = resource(NAMES.getFirst()).openConnection();
    long sum = whole instanceof JarURLConnection jar ? jar.getJarEntry().getCrc() : 0;
    return Path.of(System.getProperty(CACHE, usual)).resolve("onnxruntime-%08x".formatted(sum));
  }

  private static URL resource(String name) {
    var machine = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x64";
    var path = "/ai/onnxruntime/native/linux-" + machine + "/" + System.mapLibraryName(name);
    return Objects.requireNonNull(OnnxNatives.class.getResource(path), path);
  }
}
