// SPDX-License-Identifier: Apache-2.0
/// The rules of the house as tests: who may depend on whom, what pure code may touch, how long
/// things may grow, and that what the documents say exists.
@NullMarked
package palaver.tidy;

import org.jspecify.annotations.NullMarked;
