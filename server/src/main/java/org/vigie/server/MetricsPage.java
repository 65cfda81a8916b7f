package org.vigie.server;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;

/// Puts together what is written out; a family without points is left out.
final class MetricsPage {

  /// @param labels names and values by turns
  record Point(double value, String... labels) {}

  private final MetricSnapshots.Builder all = MetricSnapshots.builder();

  void info(String name, String help, String label, String value) {
    all.metricSnapshot(
        InfoSnapshot.builder()
            .name(name)
            .help(help)
            .dataPoint(
                InfoSnapshot.InfoDataPointSnapshot.builder()
                    .labels(Labels.of(label, value))
                    .build())
            .build());
  }

  void gauge(String name, String help, double value) {
    gauges(name, help, List.of(new Point(value)));
  }

  void gauges(String name, String help, List<Point> points) {
    if (points.isEmpty()) {
      return;
    }
    var family = GaugeSnapshot.builder().name(name).help(help);
    for (var point : points) {
      family.dataPoint(
          GaugeDataPointSnapshot.builder()
              .value(point.value())
              .labels(Labels.of(point.labels()))
              .build());
    }
    all.metricSnapshot(family.build());
  }

  /// @param name without `_total`, which the writer adds
  void counters(String name, String help, List<Point> points) {
    if (points.isEmpty()) {
      return;
    }
    var family = CounterSnapshot.builder().name(name).help(help);
    for (var point : points) {
      family.dataPoint(
          CounterDataPointSnapshot.builder()
              .value(point.value())
              .labels(Labels.of(point.labels()))
              .build());
    }
    all.metricSnapshot(family.build());
  }

  MetricSnapshots build() {
    return all.build();
  }
}
