// SPDX-License-Identifier: Apache-2.0
/// Tagged fields inside a payload of the radio protocol: schemas that can grow, because a reader
/// skips the tags that it does not know.
@NullMarked
package palaver.wire.radio.field;

import org.jspecify.annotations.NullMarked;
