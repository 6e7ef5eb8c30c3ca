// SPDX-License-Identifier: Apache-2.0
/// SCTP packets and their chunks as far as WebRTC data channels use them: bytes to values and back
/// (RFC 9260, RFC 3758).
@NullMarked
package palaver.wire.sctp;

import org.jspecify.annotations.NullMarked;
