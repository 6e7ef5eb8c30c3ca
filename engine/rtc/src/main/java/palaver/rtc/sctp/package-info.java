// SPDX-License-Identifier: Apache-2.0
/// One SCTP association over DTLS, as far as data channels need it: messages in streams, ordered or
/// not, sent again until they arrive or given up (RFC 9260, RFC 3758, RFC 8831).
@NullMarked
package palaver.rtc.sctp;

import org.jspecify.annotations.NullMarked;
