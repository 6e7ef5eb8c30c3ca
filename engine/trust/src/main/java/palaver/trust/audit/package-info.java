// SPDX-License-Identifier: Apache-2.0
/// Records that cannot be changed unnoticed: the chain of entries, and the digests of what a talker
/// sent.
@NullMarked
package palaver.trust.audit;

import org.jspecify.annotations.NullMarked;
