// SPDX-License-Identifier: Apache-2.0
/// SRTP and SRTCP (RFC 3711, RFC 7714) on the JDK's ciphers: key derivation, sealing, opening and
/// protection against replays.
@NullMarked
package palaver.rtc.srtp;

import org.jspecify.annotations.NullMarked;
