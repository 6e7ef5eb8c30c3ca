// SPDX-License-Identifier: Apache-2.0
/// Encoded frames in RTP packets, with earlier frames repeated by RED (RFC 2198) where wanted.
@NullMarked
package palaver.audio.packet;

import org.jspecify.annotations.NullMarked;
