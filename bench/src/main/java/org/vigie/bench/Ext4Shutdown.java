package org.vigie.bench;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/// Cuts a file system's power: ext4 stops at once and forgets what was not flushed, its own log
/// included. What is read after mounting it again is what a disk would hold.
///
/// Only for a loop device of the bench's own: [#cut] refuses any other.
final class Ext4Shutdown {

  /// `_IOR('X', 125, __u32)`, include/uapi/linux/ext4.h; XFS and F2FS share it.
  private static final long EXT4_IOC_SHUTDOWN = 0x8004587dL;

  /// Without flushing the log.
  private static final int EXT4_GOING_FLAGS_NOLOGFLUSH = 2;

  private static final int O_RDONLY = 0;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle OPEN =
      function(
          "open",
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
          2);
  private static final MethodHandle IOCTL =
      function(
          "ioctl",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_LONG,
              ValueLayout.ADDRESS),
          2);
  private static final MethodHandle CLOSE =
      function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT), 1);

  private Ext4Shutdown() {}

  /// Cuts the power of the file system at `mount`.
  ///
  /// @param device the loop device that the caller has made; nothing else is ever touched
  /// @throws IOException if the path does not lie on that device, or the kernel refuses
  static void cut(Path mount, Path device) throws IOException {
    requireOurs(mount, device);
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(STATE);
      int fd = (int) OPEN.invokeExact(state, arena.allocateFrom(mount.toString()), O_RDONLY);
      check(fd, "open", mount, state);
      try {
        var flags = arena.allocateFrom(ValueLayout.JAVA_INT, EXT4_GOING_FLAGS_NOLOGFLUSH);
        int code = (int) IOCTL.invokeExact(state, fd, EXT4_IOC_SHUTDOWN, flags);
        check(code, "EXT4_IOC_SHUTDOWN", mount, state);
      } finally {
        int unused = (int) CLOSE.invokeExact(state, fd);
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static void requireOurs(Path mount, Path device) throws IOException {
    boolean loop = device.toString().matches("/dev/loop\\d+");
    if (!loop
        || !Files.getAttribute(mount, "unix:dev").equals(Files.getAttribute(device, "unix:rdev"))) {
      throw new IOException(mount + " does not lie on " + device + ": its power is not cut");
    }
  }

  private static void check(int code, String what, Path mount, MemorySegment state)
      throws IOException {
    if (code < 0) {
      throw new IOException(
          "%s of %s failed: errno %d".formatted(what, mount, (int) ERRNO.get(state, 0L)));
    }
  }

  private static MethodHandle function(String name, FunctionDescriptor type, int firstVariadic) {
    var address = LINKER.defaultLookup().findOrThrow(name);
    return firstVariadic < type.argumentLayouts().size()
        ? LINKER.downcallHandle(
            address,
            type,
            Linker.Option.captureCallState("errno"),
            Linker.Option.firstVariadicArg(firstVariadic))
        : LINKER.downcallHandle(address, type, Linker.Option.captureCallState("errno"));
  }
}
