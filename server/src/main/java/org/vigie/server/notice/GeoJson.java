package org.vigie.server.notice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The cameras as GeoJSON (RFC 7946): a point for each, and a polygon for what it overlooks.
public final class GeoJson {

  private static final int STEPS = 24;
  private static final double METRES_A_DEGREE = 111_320;

  private GeoJson() {}

  /// The collection; cameras whose position is not known have no geometry, as the format allows.
  public static Map<String, Object> of(Declaration declaration) {
    var features = new ArrayList<Map<String, Object>>();
    for (var camera : declaration.cameras()) {
      var point = new LinkedHashMap<String, Object>();
      camera
          .position()
          .ifPresent(
              at -> {
                point.put("type", "Point");
                point.put("coordinates", List.of(at.longitude(), at.latitude()));
              });
      features.add(feature("camera", camera, point));
      if (camera.position().isPresent() && camera.fieldOfView().isPresent()) {
        var polygon = new LinkedHashMap<String, Object>();
        polygon.put("type", "Polygon");
        polygon.put(
            "coordinates", List.of(ring(camera.position().get(), camera.fieldOfView().get())));
        features.add(feature("field-of-view", camera, polygon));
      }
    }
    var all = new LinkedHashMap<String, Object>();
    all.put("type", "FeatureCollection");
    all.put("features", features);
    return all;
  }

  private static Map<String, Object> feature(
      String kind, Declaration.Camera camera, Map<String, Object> geometry) {
    var properties = new LinkedHashMap<String, Object>();
    properties.put("kind", kind);
    properties.put("camera", camera.id());
    properties.put("name", camera.name());
    camera.purpose().ifPresent(purpose -> properties.put("purpose", purpose.name()));
    properties.put("events", camera.events().stream().map(Enum::name).toList());
    var feature = new LinkedHashMap<String, Object>();
    feature.put("type", "Feature");
    feature.put("id", camera.id() + "/" + kind);
    feature.put("geometry", geometry.isEmpty() ? null : geometry);
    feature.put("properties", properties);
    return feature;
  }

  /// Counter-clockwise and closed, as section 3.1.6 asks; rounded to about a tenth of a metre.
  private static List<List<Double>> ring(Position at, FieldOfView view) {
    var ring = new ArrayList<List<Double>>();
    boolean round = view.angle() >= 359.5;
    if (!round) {
      ring.add(corner(at, 0, 0));
    }
    for (int i = STEPS; i >= 0; i--) {
      double bearing = view.direction() - view.angle() / 2 + view.angle() * i / STEPS;
      ring.add(corner(at, Math.toRadians(bearing), view.reach()));
    }
    ring.set(ring.size() - 1, round ? ring.getFirst() : ring.getLast());
    if (!round) {
      ring.add(ring.getFirst());
    }
    return ring;
  }

  private static List<Double> corner(Position at, double bearing, double metres) {
    double north = metres * Math.cos(bearing) / METRES_A_DEGREE;
    double east =
        metres * Math.sin(bearing) / (METRES_A_DEGREE * Math.cos(Math.toRadians(at.latitude())));
    return List.of(rounded(at.longitude() + east), rounded(at.latitude() + north));
  }

  private static double rounded(double degrees) {
    return Math.round(degrees * 1e6) / 1e6;
  }
}
