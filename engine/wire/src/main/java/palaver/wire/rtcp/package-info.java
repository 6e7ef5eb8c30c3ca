// SPDX-License-Identifier: Apache-2.0
/// RTCP (RFC 3550, 3611, 4585, 5506): a cursor over what a compound packet says and a writer, both
/// without allocation.
@NullMarked
package palaver.wire.rtcp;

import org.jspecify.annotations.NullMarked;
