// SPDX-License-Identifier: Apache-2.0
/// Measures the real code by hand: what a forwarded packet costs, and what of it is our own.
@NullMarked
package palaver.bench;

import org.jspecify.annotations.NullMarked;
