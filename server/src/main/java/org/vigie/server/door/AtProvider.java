package org.vigie.server.door;

import java.net.URI;

/// A sign-in that goes on at the provider.
///
/// @param step stands for it in the browser that began it; good once, for ten minutes
/// @param address where that browser goes now
public record AtProvider(String step, URI address) {}
