/// How a camera is let know who asks, and how it is known: challenges and their answers as HTTP and
/// RTSP share them, and certificates.
@NullMarked
package org.vigie.base.login;

import org.jspecify.annotations.NullMarked;
