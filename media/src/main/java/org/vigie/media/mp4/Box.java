package org.vigie.media.mp4;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.vigie.media.MediaException;

/// One box (ISO/IEC 14496-12 section 4.2), its content a view of the bytes it was read from.
///
/// @param start where its header begins, counted from where reading began
record Box(String type, int start, ByteBuffer content) {

  private static final int MOST_BOXES = 100_000;

  /// The boxes that follow one another in `bytes`, whose position is not moved.
  static List<Box> list(ByteBuffer bytes) throws MediaException {
    var boxes = new ArrayList<Box>();
    var in = bytes.slice();
    while (in.hasRemaining()) {
      int start = in.position();
      if (in.remaining() < 8 || boxes.size() >= MOST_BOXES) {
        throw new MediaException.Broken("the MP4 data end inside a box header");
      }
      long size = in.getInt() & 0xffff_ffffL;
      var type = new byte[4];
      in.get(type);
      int head = 8;
      if (size == 1) {
        if (in.remaining() < 8) {
          throw new MediaException.Broken("the MP4 data end inside a box header");
        }
        size = in.getLong();
        head = 16;
      } else if (size == 0) {
        size = (long) head + in.remaining();
      }
      var name = new String(type, StandardCharsets.ISO_8859_1);
      if (size < head || size - head > in.remaining()) {
        throw new MediaException.Broken("the MP4 data end inside a box, or its length is wrong");
      }
      int length = (int) (size - head);
      boxes.add(new Box(name, start, in.slice(in.position(), length)));
      in.position(in.position() + length);
    }
    return boxes;
  }

  /// The one box of this type among `boxes`.
  static Box get(List<Box> boxes, String type) throws MediaException {
    for (var box : boxes) {
      if (box.type.equals(type)) {
        return box;
      }
    }
    throw new MediaException.Broken("the MP4 data have no '" + type + "' box");
  }

  /// The box at a path of types below this one.
  Box at(String... path) throws MediaException {
    var box = this;
    for (var type : path) {
      box = get(list(box.content), type);
    }
    return box;
  }
}
