// SPDX-License-Identifier: Apache-2.0
/// Tests of the SCTP association.
@NullMarked
package palaver.rtc.sctp;

import org.jspecify.annotations.NullMarked;
