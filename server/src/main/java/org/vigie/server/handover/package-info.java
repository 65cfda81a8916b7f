/// What goes with footage that leaves the house: the receipt that is signed, and the encrypted file
/// for whoever receives it. Nothing here knows of HTTP.
@NullMarked
package org.vigie.server.handover;

import org.jspecify.annotations.NullMarked;
