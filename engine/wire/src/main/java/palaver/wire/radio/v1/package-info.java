// SPDX-License-Identifier: Apache-2.0
/// Protocol v1 of the radio, as it is in the field: floor packets in plain text and sound behind
/// one byte. Kept for the migration and as the baseline of measurements; it has no security at all.
@NullMarked
package palaver.wire.radio.v1;

import org.jspecify.annotations.NullMarked;
