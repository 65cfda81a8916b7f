package org.vigie.onvif;

/// A camera that answered a search. What it says here, anybody in the network could say.
///
/// @param id what it calls itself; the same in every search
/// @param address where it can be asked
/// @param name for people; may be empty
/// @param hardware its model; may be empty
/// @param place where it says it is; may be empty
public record FoundCamera(
    String id, OnvifAddress address, String name, String hardware, String place) {}
