// SPDX-License-Identifier: Apache-2.0
/// Tests of SCTP's wire format.
@NullMarked
package palaver.wire.sctp;

import org.jspecify.annotations.NullMarked;
