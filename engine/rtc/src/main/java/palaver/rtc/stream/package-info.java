// SPDX-License-Identifier: Apache-2.0
/// RTP streams of one connection: what one publisher sends us, and what we send in each slot, with
/// their statistics and retransmissions.
@NullMarked
package palaver.rtc.stream;

import org.jspecify.annotations.NullMarked;
