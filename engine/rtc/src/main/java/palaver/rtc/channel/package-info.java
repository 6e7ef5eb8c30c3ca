// SPDX-License-Identifier: Apache-2.0
/// Data channels over one SCTP association (RFC 8831) and how they are opened (RFC 8832).
@NullMarked
package palaver.rtc.channel;

import org.jspecify.annotations.NullMarked;
