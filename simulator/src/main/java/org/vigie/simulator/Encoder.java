package org.vigie.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.vigie.simulator.serve.Clip;

/// Runs the encoder program over one clip: raw I420 pictures in, H.264 out.
///
/// The program is a sister process (`org.vigie.eye.EncodeMain`), given as a command, so that no
/// native code runs here.
public final class Encoder {

  /// Draws a picture of a clip into an I420 buffer.
  @FunctionalInterface
  public interface Source {

    void draw(int picture, byte[] i420);
  }

  /// Told how many pictures have been handed over.
  @FunctionalInterface
  public interface Progress {

    void drawn(int pictures);
  }

  private final List<String> command;

  /// @param command split at spaces; parts in double quotes stay whole
  Encoder(String command) {
    this(split(command));
  }

  /// @param command the encoder's command line, to which the film's options are added
  public Encoder(List<String> command) {
    this.command = List.copyOf(command);
  }

  /// Encodes all pictures of a clip.
  ///
  /// @throws IOException with a sentence for people, where the program cannot be run, fails, or
  ///     gives another number of pictures than it got
  public byte[] encode(Film film, int pictures, Source source, Progress progress)
      throws IOException {
    var process = start(film);
    try {
      var coded = collect(process.getInputStream());
      var complaints = collect(process.getErrorStream());
      feed(process.getOutputStream(), film, pictures, source, progress);
      var stream = coded.join();
      int code = process.waitFor();
      if (code != 0) {
        throw new IOException(
            "the encoder " + command.getFirst() + " ended with " + code + ": " + complaints.text());
      }
      int got = Clip.countPictures(stream);
      if (got != pictures) {
        throw new IOException(
            "the encoder gave %d pictures for the %d it got".formatted(got, pictures));
      }
      return stream;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("encoding was interrupted", e);
    } finally {
      process.destroy();
    }
  }

  private Process start(Film film) throws IOException {
    var line = new ArrayList<>(command);
    line.addAll(
        List.of(
            "--width", "" + film.width(),
            "--height", "" + film.height(),
            "--rate", "" + film.rate(),
            "--bitrate", "" + film.bitrate(),
            "--gop", "" + film.gop()));
    try {
      return new ProcessBuilder(line).start();
    } catch (IOException e) {
      throw new IOException("the encoder cannot be started: " + e.getMessage(), e);
    }
  }

  private static void feed(
      OutputStream out, Film film, int pictures, Source source, Progress progress) {
    var i420 = new byte[film.pictureBytes()];
    try (out) {
      for (int i = 0; i < pictures; i++) {
        source.draw(i, i420);
        out.write(i420);
        progress.drawn(i + 1);
      }
    } catch (IOException e) {
      // It went away: its exit code and its own words say why.
    }
  }

  /// Reads a stream to its end on a thread of its own, so that the program never waits for us.
  private static Collected collect(InputStream in) {
    var collected = new Collected(in);
    collected.thread.start();
    return collected;
  }

  private static final class Collected {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Thread thread;

    Collected(InputStream in) {
      thread =
          Thread.ofVirtual()
              .unstarted(
                  () -> {
                    try (in) {
                      in.transferTo(bytes);
                    } catch (IOException e) {
                      // Ended: what came so far is judged by its picture count.
                    }
                  });
    }

    byte[] join() throws InterruptedException {
      thread.join();
      return bytes.toByteArray();
    }

    String text() throws InterruptedException {
      thread.join();
      return bytes.toString(java.nio.charset.StandardCharsets.UTF_8).strip();
    }
  }

  private static List<String> split(String command) {
    var parts = new ArrayList<String>();
    var part = new StringBuilder();
    boolean quoted = false;
    for (char c : command.strip().toCharArray()) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ' ' && !quoted) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    parts.removeIf(String::isEmpty);
    return List.copyOf(parts);
  }
}
