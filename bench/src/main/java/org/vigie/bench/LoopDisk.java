package org.vigie.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A disk of the bench's own: an image file as an ext4 file system on a loop device. Needs root.
/// Whatever happens, closing unmounts it and removes the image.
final class LoopDisk implements AutoCloseable {

  private static final int PATIENCE_S = 60;

  private final Path image;
  private final Path mount;
  private final Path device;
  private final Thread atExit = new Thread(this::letGo);
  private boolean mounted;
  private boolean closed;

  private LoopDisk(Path image, Path mount, Path device) {
    this.image = image;
    this.mount = mount;
    this.device = device;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /// Makes and mounts it.
  ///
  /// @param folder receives the image and the mount point
  /// @throws IOException with a plain message if this machine or account cannot do so
  static LoopDisk create(Path folder, String name, long bytes)
      throws IOException, InterruptedException {
    if (!"root".equals(System.getProperty("user.name"))) {
      throw new IOException("disks are made on loop devices, which only root may set up");
    }
    var image = folder.resolve(name + ".img");
    var mount = Files.createDirectories(folder.resolve(name));
    try (var file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(bytes);
    }
    try {
      run("mkfs.ext4", "-q", "-F", "-m", "0", image.toString());
      var device = Path.of(run("losetup", "--find", "--show", image.toString()).strip());
      var disk = new LoopDisk(image, mount, device);
      try {
        disk.mount();
      } catch (IOException | RuntimeException e) {
        disk.close();
        throw e;
      }
      return disk;
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(image);
      throw e;
    }
  }

  /// Where its files are, while it is mounted.
  Path folder() {
    return mount;
  }

  /// All its bytes, free blocks included; whole when it is not mounted.
  Path image() {
    return image;
  }

  /// Cuts its power: what was not flushed is gone, and nothing more is written or read.
  void cutPower() throws IOException {
    Ext4Shutdown.cut(mount, device);
  }

  /// Mounts it; its log is replayed where its power was cut.
  void mount() throws IOException, InterruptedException {
    run("mount", device.toString(), mount.toString());
    mounted = true;
  }

  void unmount() throws IOException, InterruptedException {
    if (mounted) {
      run("umount", mount.toString());
      mounted = false;
    }
  }

  /// Takes it away under whoever has files open there; they keep them.
  void unmountLazily() throws IOException, InterruptedException {
    run("umount", "-l", mount.toString());
    mounted = false;
  }

  /// Mounts it where it does not belong; whoever does so unmounts it there.
  void mountAt(Path elsewhere) throws IOException, InterruptedException {
    run("mount", device.toString(), elsewhere.toString());
  }

  /// Brings to disk whatever was written so far.
  void sync() throws IOException, InterruptedException {
    run("sync", "-f", mount.toString());
  }

  /// While frozen every write to it waits.
  void freeze(boolean frozen) throws IOException, InterruptedException {
    run("fsfreeze", frozen ? "-f" : "-u", mount.toString());
  }

  /// Runs a program to its end.
  ///
  /// @return what it printed
  /// @throws IOException with what it printed, if it fails or is not there
  static String run(String... command) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new IOException(command[0] + " is not installed or may not be run", e);
    }
    var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", command) + " does not end");
    }
    if (process.exitValue() != 0) {
      throw new IOException(String.join(" ", List.of(command)) + " failed: " + printed.strip());
    }
    return printed;
  }

  @Override
  public void close() {
    if (!closed) {
      Runtime.getRuntime().removeShutdownHook(atExit);
      letGo();
    }
  }

  /// Also called when the bench is interrupted.
  private void letGo() {
    closed = true;
    // Lazily: somebody may still have a file open there.
    runQuietly("umount", "-l", mount.toString());
    runQuietly("losetup", "-d", device.toString());
    try {
      Files.deleteIfExists(image);
      Files.deleteIfExists(mount);
    } catch (IOException e) {
      System.err.println("vigie bench: please remove " + image + ": " + e.getMessage());
    }
  }

  private static void runQuietly(String... command) {
    try {
      run(command);
    } catch (IOException e) {
      // It was not mounted any more, or the machine is being shut down.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
