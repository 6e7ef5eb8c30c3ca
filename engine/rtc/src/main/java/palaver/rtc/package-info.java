// SPDX-License-Identifier: Apache-2.0
/// One WebRTC connection as a pure engine: negotiation, ICE, a port for DTLS, SRTP and RTP streams.
@NullMarked
package palaver.rtc;

import org.jspecify.annotations.NullMarked;
