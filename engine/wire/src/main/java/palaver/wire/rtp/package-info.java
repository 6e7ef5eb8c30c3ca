// SPDX-License-Identifier: Apache-2.0
/// RTP packets (RFC 3550, RFC 8285, RFC 6464): a reusable view of received ones and a writer for
/// sent ones, both without allocation.
@NullMarked
package palaver.wire.rtp;

import org.jspecify.annotations.NullMarked;
