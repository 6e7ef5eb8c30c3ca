// SPDX-License-Identifier: Apache-2.0
/// Bytes to values and back, stateless: what arrives on a media port and how multi-byte numbers are
/// laid out. The formats themselves are in the sub-packages.
@NullMarked
package palaver.wire;

import org.jspecify.annotations.NullMarked;
