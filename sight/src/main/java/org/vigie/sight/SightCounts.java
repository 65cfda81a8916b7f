package org.vigie.sight;

/// What has become of one camera's pictures since sight started.
///
/// @param received access units handed over by the camera's session
/// @param skipped of these, never given to an eye because it was slow, dead or starting
/// @param handled of these, dealt with by an eye; the rest waits or is on its way
/// @param decoded pictures the eye decoded (a quiet camera's key pictures only)
/// @param analysed pictures it judged
/// @param observations what it said of them
/// @param eyeCpuNanos processor time the eye spent on this camera
/// @param stages the same by stage; what is missing there is the link's
public record SightCounts(
    long received,
    long skipped,
    long handled,
    long decoded,
    long analysed,
    long observations,
    long eyeCpuNanos,
    StageTimes stages) {

  static final SightCounts NONE = new SightCounts(0, 0, 0, 0, 0, 0, 0, StageTimes.NONE);
}
