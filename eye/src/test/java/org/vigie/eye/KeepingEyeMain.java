package org.vigie.eye;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.vigie.link.Channel;
import org.vigie.link.wire.FromEye;
import org.vigie.link.wire.ToEye;

/// An eye as no eye may be: it keeps a vector of 128 numbers for everything that it has followed.
/// Only to prove that such an eye would be found out.
final class KeepingEyeMain {

  static final Map<String, float[]> KEPT = new HashMap<>();

  private KeepingEyeMain() {}

  public static void main(String[] arguments) {
    var model = EyeModel.from(arguments);
    System.exit(
        ProgramArguments.run(
            "eye",
            model.rest(),
            model,
            socket -> {
              var channel = new Channel<FromEye, ToEye>(new Keeping(socket), ToEye.parser());
              try (var eye = new Eye(channel, model)) {
                eye.run();
              }
            }));
  }

  /// Reads what leaves the eye.
  private record Keeping(ByteChannel socket) implements ByteChannel {

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      var said = bytes.duplicate();
      while (said.remaining() >= 4) {
        int size = said.getInt();
        keep(FromEye.parseFrom(said.slice(said.position(), size)));
        said.position(said.position() + size);
      }
      return socket.write(bytes);
    }

    private static void keep(FromEye message) {
      for (var thing : message.getSeen().getThingsList()) {
        KEPT.computeIfAbsent(thing.getId(), id -> vector());
      }
    }

    private static float[] vector() {
      var random = new Random(7);
      var vector = new float[128];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = random.nextFloat();
      }
      return vector;
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
      return socket.read(bytes);
    }

    @Override
    public boolean isOpen() {
      return socket.isOpen();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
