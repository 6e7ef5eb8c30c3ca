// SPDX-License-Identifier: Apache-2.0
/// Brings sounds together: mixing with a soft limiter, level metering, and change of sample rate.
@NullMarked
package palaver.audio.mix;

import org.jspecify.annotations.NullMarked;
