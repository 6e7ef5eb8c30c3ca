// SPDX-License-Identifier: Apache-2.0
/// Opus by the C library libopus, bound through the Foreign Function API.
@NullMarked
package palaver.codec;

import org.jspecify.annotations.NullMarked;
