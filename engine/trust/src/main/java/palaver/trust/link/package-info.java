// SPDX-License-Identifier: Apache-2.0
/// Links between two members: cookie, handshake, MACs that rotate, windows against replay, rates.
@NullMarked
package palaver.trust.link;

import org.jspecify.annotations.NullMarked;
