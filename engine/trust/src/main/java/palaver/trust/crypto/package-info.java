// SPDX-License-Identifier: Apache-2.0
/// The few cryptographic operations that the radio needs, as ports, and the ones that ship.
@NullMarked
package palaver.trust.crypto;

import org.jspecify.annotations.NullMarked;
