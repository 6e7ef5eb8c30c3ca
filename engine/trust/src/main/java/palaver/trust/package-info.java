// SPDX-License-Identifier: Apache-2.0
/// Who may do what on the radio, and how that is proven: the gate that every datagram passes, and
/// the authority that every statement needs.
@NullMarked
package palaver.trust;

import org.jspecify.annotations.NullMarked;
