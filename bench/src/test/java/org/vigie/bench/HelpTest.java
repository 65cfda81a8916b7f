package org.vigie.bench;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// Every line of help is a format string to picocli, which complains on the user's screen about one
/// that is none: a percent sign is written twice.
class HelpTest {

  @Test
  void everyLineOfHelpCanBeFormatted() {
    allOf(new CommandLine(new Main())).flatMap(HelpTest::lines).forEach(HelpTest::format);
  }

  private static Stream<CommandLine> allOf(CommandLine command) {
    return Stream.concat(
        Stream.of(command), command.getSubcommands().values().stream().flatMap(HelpTest::allOf));
  }

  private static Stream<String> lines(CommandLine command) {
    var spec = command.getCommandSpec();
    return Stream.concat(
        Stream.of(spec.usageMessage().description()),
        spec.args().stream().flatMap(argument -> Stream.of(argument.description())));
  }

  private static void format(String line) {
    assertThatCode(() -> String.format(line)).as(line).doesNotThrowAnyException();
  }
}
