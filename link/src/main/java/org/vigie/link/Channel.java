package org.vigie.link;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.Arrays;
import java.util.Optional;

/// One end of a link: messages, each behind its length in four bytes, big-endian.
///
/// One thread may send while another receives; two may not do the same. Closing is safe for any
/// thread and ends both.
///
/// @param <O> what this end sends
/// @param <I> what it receives
public final class Channel<O extends MessageLite, I extends MessageLite> implements AutoCloseable {

  /// No message is larger: an access unit of an 8K camera fits four times.
  public static final int MOST_BYTES = 16 * 1024 * 1024;

  private static final int HEADER = 4;
  private static final int FIRST = 256 * 1024;

  private final ByteChannel socket;
  private final Parser<I> parser;
  private ByteBuffer out = ByteBuffer.allocate(FIRST);
  private ByteBuffer in = ByteBuffer.allocate(FIRST).flip();

  /// @param socket blocking; closed with this
  public Channel(ByteChannel socket, Parser<I> parser) {
    this.socket = socket;
    this.parser = parser;
  }

  /// Adds a message to what the next [#flush] sends; sends by itself where little room is left.
  ///
  /// @throws LinkException if the message is larger than [#MOST_BYTES]; the link stays usable
  public void send(O message) throws IOException {
    int size = message.getSerializedSize();
    if (size > MOST_BYTES) {
      throw new LinkException("a message of %d bytes is too large to send".formatted(size));
    }
    if (out.remaining() < HEADER + size) {
      flush();
      if (out.capacity() < HEADER + size) {
        out = ByteBuffer.allocate(HEADER + size);
      }
    }
    out.putInt(size);
    var coded = CodedOutputStream.newInstance(out.array(), out.position(), size);
    message.writeTo(coded);
    out.position(out.position() + size);
  }

  /// Sends everything so far; waits while the other end is slow. What was sent is wiped: an id dies
  /// with its view, in this memory too.
  public void flush() throws IOException {
    out.flip();
    int sent = out.limit();
    while (out.hasRemaining()) {
      socket.write(out);
    }
    Arrays.fill(out.array(), 0, sent, (byte) 0);
    out.clear();
  }

  /// Waits for the next message; nothing when the other end has closed the link.
  ///
  /// @throws LinkException if what came is not a message
  /// @throws EOFException if the link ended inside a message
  public Optional<I> receive() throws IOException {
    if (!fill(HEADER)) {
      return Optional.empty();
    }
    int size = in.getInt();
    if (size < 0 || size > MOST_BYTES) {
      throw new LinkException("a message claims to be %d bytes long".formatted(size));
    }
    if (!fill(size)) {
      throw new EOFException("the link ended inside a message");
    }
    try {
      I message = parser.parseFrom(in.array(), in.position(), size);
      in.position(in.position() + size);
      return Optional.of(message);
    } catch (InvalidProtocolBufferException e) {
      throw new LinkException("a message cannot be read: " + e.getMessage());
    }
  }

  /// Whether a further message, or the beginning of one, has come already.
  public boolean hasMore() {
    return in.hasRemaining();
  }

  /// Makes `size` bytes readable; false at an end before the first of them.
  private boolean fill(int size) throws IOException {
    if (in.remaining() >= size) {
      return true;
    }
    if (in.capacity() < size) {
      in = ByteBuffer.allocate(size).put(in);
    } else {
      in.compact();
    }
    while (in.position() < size) {
      if (socket.read(in) < 0) {
        boolean clean = in.position() == 0;
        in.flip();
        if (clean) {
          return false;
        }
        throw new EOFException("the link ended inside a message");
      }
    }
    in.flip();
    return true;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
