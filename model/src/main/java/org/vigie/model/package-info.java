/// The words of the glossary as records and sealed types; the ports that others implement.
@NullMarked
package org.vigie.model;

import org.jspecify.annotations.NullMarked;
