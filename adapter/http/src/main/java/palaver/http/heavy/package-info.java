// SPDX-License-Identifier: Apache-2.0
/// The one thread for work that takes long: password hashes, exports, rollups.
@NullMarked
package palaver.http.heavy;

import org.jspecify.annotations.NullMarked;
