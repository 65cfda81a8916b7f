package org.vigie.app.log;

import java.io.UnsupportedEncodingException;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/// Sets how the program's log is written; once, by the thread that starts it.
public final class Logs {

  /// Kept, so that its handlers are.
  private static final Logger ROOT = Logger.getLogger("");

  private static final System.Logger START = System.getLogger("org.vigie.start");

  private Logs() {}

  /// From now on, everything that is said on standard error has this form.
  ///
  /// @param cameras the ids of the town's cameras
  /// @return where what happens at the start is said
  public static Consumer<String> begin(LogForm form, Set<String> cameras) {
    return switch (form) {
      case TEXT -> line -> System.err.println("vigie: " + line);
      case JSON -> {
        for (var old : ROOT.getHandlers()) {
          ROOT.removeHandler(old);
        }
        var handler = new ErrorHandler(new JsonLines(cameras));
        try {
          handler.setEncoding("UTF-8");
        } catch (UnsupportedEncodingException e) {
          throw new IllegalStateException("every JDK has UTF-8", e);
        }
        ROOT.addHandler(handler);
        yield line -> START.log(System.Logger.Level.INFO, line);
      }
    };
  }

  /// Writes to standard error, each line at once. No [java.util.logging.ConsoleHandler]: Tomcat
  /// puts
  /// a formatter of its own into each of those when it starts.
  private static final class ErrorHandler extends StreamHandler {

    ErrorHandler(Formatter formatter) {
      super(System.err, formatter);
    }

    @Override
    public synchronized void publish(LogRecord entry) {
      super.publish(entry);
      flush();
    }

    /// Standard error is not ours to close.
    @Override
    public synchronized void close() {
      flush();
    }
  }
}
