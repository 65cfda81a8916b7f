package org.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "=1+1|\"'=1+1\"",
        "@SUM(A1)|\"'@SUM(A1)\"",
        "a;=1+1|\"a;'=1+1\"",
        "a; =1+1|\"a; '=1+1\"",
        "a,-cmd|\"a,'-cmd\"",
        "\"=1|\"\"\"'=1\"",
        "PV 2031-17|PV 2031-17",
        "a; b|\"a; b\"",
      })
  void no_cell_begins_a_formula_wherever_a_spreadsheet_splits_it(String text, String cell) {
    assertThat(Csv.cell(text)).isEqualTo(cell);
  }
}
