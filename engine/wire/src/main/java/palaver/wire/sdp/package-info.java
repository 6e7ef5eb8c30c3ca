// SPDX-License-Identifier: Apache-2.0
/// Session descriptions (RFC 8866) as far as offers and answers of browsers (JSEP, RFC 9429) need:
/// text to values and back.
@NullMarked
package palaver.wire.sdp;

import org.jspecify.annotations.NullMarked;
