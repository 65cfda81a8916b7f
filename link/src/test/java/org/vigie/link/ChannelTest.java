package org.vigie.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigie.link.wire.ToEye;
import org.vigie.link.wire.Unit;

class ChannelTest {

  @Test
  void what_is_sent_arrives_whatever_the_sizes_of_reads_and_writes() throws IOException {
    for (long seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      var sent = new ArrayList<ToEye>();
      var wire = new Bytes(random, new byte[0]);
      var sender = new Channel<ToEye, ToEye>(wire, ToEye.parser());
      for (int i = 0; i < 20; i++) {
        var bytes = new byte[random.nextInt(10) == 0 ? 600_000 : random.nextInt(3000)];
        var message =
            ToEye.newBuilder()
                .setUnit(Unit.newBuilder().setTicks(i).setBytes(ByteString.copyFrom(bytes)))
                .build();
        sent.add(message);
        sender.send(message);
      }
      sender.flush();

      var receiver =
          new Channel<ToEye, ToEye>(new Bytes(random, wire.written.toByteArray()), ToEye.parser());
      for (var message : sent) {
        assertThat(receiver.receive()).as("seed %d", seed).contains(message);
      }
      assertThat(receiver.receive()).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void hostile_bytes_end_in_an_error_of_the_link_and_nothing_else() {
    for (long seed = 0; seed < 2000; seed++) {
      var random = new Random(seed);
      var bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      if (bytes.length > 4 && random.nextBoolean()) {
        ByteBuffer.wrap(bytes).putInt(random.nextInt(bytes.length));
      }
      var channel = new Channel<ToEye, ToEye>(new Bytes(random, bytes), ToEye.parser());
      try {
        while (channel.receive().isPresent()) {
          // Some of it may even make sense.
        }
      } catch (LinkException | EOFException expected) {
        // The two ways in which a link ends badly.
      } catch (IOException | RuntimeException e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  @Test
  void a_message_that_claims_to_be_huge_is_refused_before_memory_is_taken() {
    var channel =
        new Channel<ToEye, ToEye>(
            new Bytes(new Random(0), new byte[] {0x7f, 0, 0, 0}), ToEye.parser());

    assertThatThrownBy(channel::receive)
        .isInstanceOf(LinkException.class)
        .hasMessage("a message claims to be 2130706432 bytes long");
  }

  /// A socket that reads and writes as little at a time as it likes.
  private static final class Bytes implements ByteChannel {

    private final Random random;
    private final ByteBuffer toRead;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    Bytes(Random random, byte[] toRead) {
      this.random = random;
      this.toRead = ByteBuffer.wrap(toRead);
    }

    @Override
    public int read(ByteBuffer into) {
      if (!toRead.hasRemaining()) {
        return -1;
      }
      int size = Math.min(1 + random.nextInt(9000), Math.min(into.remaining(), toRead.remaining()));
      into.put(toRead.slice().limit(size));
      toRead.position(toRead.position() + size);
      return size;
    }

    @Override
    public int write(ByteBuffer from) {
      int size = Math.min(1 + random.nextInt(90_000), from.remaining());
      for (int i = 0; i < size; i++) {
        written.write(from.get());
      }
      return size;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
