package org.vigie.eye;

import static org.bytedeco.ffmpeg.global.avutil.AV_ERROR_MAX_STRING_SIZE;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import org.bytedeco.javacpp.BytePointer;

/// FFmpeg said no. The message is a plain sentence with FFmpeg's own words in it.
final class NativeFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final String sentence;

  private NativeFailure(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /// The message.
  String sentence() {
    return sentence;
  }

  /// A failure that FFmpeg has no code for.
  static NativeFailure of(String sentence) {
    return new NativeFailure(sentence);
  }

  /// Returns `code`, unless it is negative.
  static int check(String step, int code) throws NativeFailure {
    if (code < 0) {
      throw new NativeFailure("%s failed: %s (%d)".formatted(step, describe(code), code));
    }
    return code;
  }

  /// What FFmpeg says of one of its codes.
  static String describe(int code) {
    try (var text = new BytePointer(AV_ERROR_MAX_STRING_SIZE)) {
      av_strerror(code, text, text.capacity());
      // Without a limit JavaCPP reads past the NUL, to the buffer's end.
      return text.limit(BytePointer.strlen(text)).getString();
    }
  }
}
