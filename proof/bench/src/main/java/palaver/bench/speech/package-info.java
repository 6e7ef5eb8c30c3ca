// SPDX-License-Identifier: Apache-2.0
/// Measures how much of what is said an independent recogniser still understands at the other end.
@NullMarked
package palaver.bench.speech;

import org.jspecify.annotations.NullMarked;
