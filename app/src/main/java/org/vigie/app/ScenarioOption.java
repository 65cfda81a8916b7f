package org.vigie.app;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a scenario by its name.
final class ScenarioOption implements ITypeConverter<Scenario> {

  @Override
  public Scenario convert(String text) {
    return Arrays.stream(Scenario.values())
        .filter(scenario -> scenario.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "there is no scenario '%s'; there are %s"
                        .formatted(
                            text,
                            Arrays.stream(Scenario.values())
                                .map(Scenario::toString)
                                .collect(Collectors.joining(", ")))));
  }
}
