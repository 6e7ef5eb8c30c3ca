// SPDX-License-Identifier: Apache-2.0
package palaver.rooms;

import org.jspecify.annotations.Nullable;

/// Who asks for a seat, as far as sanctions can tell.
///
/// @param networkMark a keyed hash of the address prefix, for guests of worlds that hold bans by
///   network; null for everybody else
public record Subject(String userId, @Nullable String networkMark) {}
