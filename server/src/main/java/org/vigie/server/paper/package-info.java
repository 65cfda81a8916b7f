/// Pages of A4 as PDF: what is drawn once for signs and receipts alike.
@NullMarked
package org.vigie.server.paper;

import org.jspecify.annotations.NullMarked;
