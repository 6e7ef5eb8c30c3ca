// SPDX-License-Identifier: Apache-2.0
/// A node of protocol v1 as an engine, for devices that have not changed over yet.
///
/// Start with [V1Radio]. It is no part of a channel of v2: the leader's node there joins it.
@NullMarked
package palaver.radio.v1;

import org.jspecify.annotations.NullMarked;
