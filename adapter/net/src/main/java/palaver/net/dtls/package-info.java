// SPDX-License-Identifier: Apache-2.0
/// DTLS handshakes that end in SRTP keys, with BouncyCastle underneath.
@NullMarked
package palaver.net.dtls;

import org.jspecify.annotations.NullMarked;
