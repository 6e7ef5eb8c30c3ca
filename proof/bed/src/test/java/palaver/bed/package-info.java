// SPDX-License-Identifier: Apache-2.0
/// Real `palaver radio` processes on real networks: one namespace for each, on a bridge.
@NullMarked
package palaver.bed;

import org.jspecify.annotations.NullMarked;
