package org.vigie.onvif;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.onvif.ver10.schema.Polygon;
import org.onvif.ver10.schema.Vector;
import org.onvif.ver20.media.wsdl.CreateMask;
import org.onvif.ver20.media.wsdl.DeleteMask;
import org.onvif.ver20.media.wsdl.GetMasks;
import org.onvif.ver20.media.wsdl.GetMasksResponse;
import org.onvif.ver20.media.wsdl.Mask;
import org.onvif.ver20.media.wsdl.SetMask;
import org.vigie.model.Point;
import org.vigie.model.PrivacyMasks;

/// The masks inside a camera: what they cover is painted over before it leaves the camera, so that
/// nobody ever has it. A part of an [Onvif], and for one thread at a time like it.
public final class InnerMasks {

  /// Cameras snap corners to blocks of their own.
  private static final double SNAP = 0.03;

  private final SoapClient camera;
  private final URI service;
  private final String picture;
  private final MaskFacts facts;
  private final String shown;

  /// @param picture what the camera calls the part of its source that is masked
  /// @param shown names the camera in messages
  InnerMasks(SoapClient camera, URI service, String picture, MaskFacts facts, String shown) {
    this.camera = camera;
    this.service = service;
    this.picture = picture;
    this.facts = facts;
    this.shown = shown;
  }

  /// The zones that the camera paints over now, as fractions of the picture.
  public List<List<Point>> list() throws OnvifException {
    return read().stream()
        .filter(Mask::isEnabled)
        .map(mask -> zone(mask.getPolygon()))
        .filter(zone -> zone.size() >= 3)
        .toList();
  }

  /// Has the camera paint over exactly these zones, and looks whether it does.
  ///
  /// Where the camera has room for the old and the new ones together, no part of any is uncovered
  /// meanwhile; else each old one is changed into a new one.
  ///
  /// @throws OnvifException.Unsupported if it cannot have them: nothing was changed
  /// @throws OnvifException.Broken if it says afterwards that it covers something else
  public void replace(PrivacyMasks masks) throws OnvifException {
    requireFits(masks.zones());
    var before = read();
    boolean together = before.size() + masks.zones().size() <= facts.most();
    int kept = 0;
    for (var zone : masks.zones()) {
      if (!together && kept < before.size()) {
        change(before.get(kept++), zone);
      } else {
        create(zone);
      }
    }
    for (var old : before.subList(kept, before.size())) {
      delete(old);
    }
    if (!covers(masks)) {
      throw new OnvifException.Broken(
          shown
              + ": took the masks and now says that it covers something else; look at its picture,"
              + " and keep `privacy_masks` in the configuration");
    }
  }

  /// Whether the camera says that it paints over exactly these zones. Corners may lie a little
  /// beside: cameras snap them to blocks of their own.
  public boolean covers(PrivacyMasks masks) throws OnvifException {
    var now = list();
    return now.size() == masks.zones().size()
        && masks.zones().stream().allMatch(zone -> now.stream().anyMatch(has -> same(zone, has)));
  }

  /// Has the camera paint over nothing, and looks whether it does.
  ///
  /// @return how many masks it had
  /// @throws OnvifException.Broken if it says afterwards that it covers something still
  public int clear() throws OnvifException {
    var before = read();
    for (var old : before) {
      delete(old);
    }
    if (!list().isEmpty()) {
      throw new OnvifException.Broken(
          shown + ": was told to take its masks off and says that it covers something still");
    }
    return before.size();
  }

  /// What it takes.
  public MaskFacts facts() {
    return facts;
  }

  /// Looks whether the camera has room for these and takes their shapes; asks it nothing.
  ///
  /// @throws OnvifException.Unsupported if not
  public void requireFits(PrivacyMasks masks) throws OnvifException {
    requireFits(masks.zones());
  }

  private void requireFits(List<List<Point>> zones) throws OnvifException {
    if (zones.size() > facts.most()) {
      throw new OnvifException.Unsupported(
          "%s: takes at most %d masks, not %d".formatted(shown, facts.most(), zones.size()));
    }
    for (var zone : zones) {
      if (facts.rectanglesOnly() && !isRectangle(zone)) {
        throw new OnvifException.Unsupported(
            shown + ": takes upright rectangles only, and a mask has another shape");
      }
      if (facts.points() > 0 && zone.size() > facts.points()) {
        throw new OnvifException.Unsupported(
            "%s: takes masks of at most %d corners, not %d"
                .formatted(shown, facts.points(), zone.size()));
      }
    }
  }

  private static boolean isRectangle(List<Point> zone) {
    return zone.size() == 4
        && zone.stream().mapToDouble(Point::x).distinct().count() == 2
        && zone.stream().mapToDouble(Point::y).distinct().count() == 2;
  }

  private List<Mask> read() throws OnvifException {
    var request = new GetMasks();
    request.setConfigurationToken(picture);
    return camera.ask(service, request, GetMasksResponse.class).getMasks().stream()
        .filter(mask -> picture.equals(mask.getConfigurationToken()))
        .toList();
  }

  private void create(List<Point> zone) throws OnvifException {
    var mask = new Mask();
    mask.setConfigurationToken(picture);
    mask.setPolygon(polygon(zone));
    mask.setType("Color");
    mask.setEnabled(true);
    var request = new CreateMask();
    request.setMask(mask);
    camera.tell(service, request);
  }

  private void delete(Mask old) throws OnvifException {
    var request = new DeleteMask();
    request.setToken(old.getToken());
    camera.tell(service, request);
  }

  private void change(Mask old, List<Point> zone) throws OnvifException {
    old.setPolygon(polygon(zone));
    old.setEnabled(true);
    var request = new SetMask();
    request.setMask(old);
    camera.tell(service, request);
  }

  /// ONVIF's pictures reach from -1 to 1, left to right and bottom to top.
  private static Polygon polygon(List<Point> zone) {
    var polygon = new Polygon();
    for (var corner : zone) {
      var vector = new Vector();
      vector.setX((float) (2 * corner.x() - 1));
      vector.setY((float) (1 - 2 * corner.y()));
      polygon.getPoint().add(vector);
    }
    return polygon;
  }

  private static List<Point> zone(Polygon polygon) {
    var zone = new ArrayList<Point>();
    if (polygon != null) {
      for (var corner : polygon.getPoint()) {
        zone.add(new Point((corner.getX() + 1) / 2, (1 - corner.getY()) / 2));
      }
    }
    return zone;
  }

  private static boolean same(List<Point> one, List<Point> other) {
    return one.stream().allMatch(corner -> isNear(corner, other))
        && other.stream().allMatch(corner -> isNear(corner, one));
  }

  private static boolean isNear(Point corner, List<Point> zone) {
    return zone.stream()
        .anyMatch(
            has -> Math.abs(has.x() - corner.x()) < SNAP && Math.abs(has.y() - corner.y()) < SNAP);
  }
}
