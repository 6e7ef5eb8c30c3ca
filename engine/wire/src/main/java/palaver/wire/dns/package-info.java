// SPDX-License-Identifier: Apache-2.0
/// DNS messages as multicast DNS carries them: bytes to values and back.
///
/// Only the record types of DNS-SD are kept: PTR, SRV, TXT, A and AAAA. Start with [DnsMessage].
@NullMarked
package palaver.wire.dns;

import org.jspecify.annotations.NullMarked;
