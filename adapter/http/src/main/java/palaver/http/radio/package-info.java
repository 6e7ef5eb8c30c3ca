// SPDX-License-Identifier: Apache-2.0
/// The page of a radio node: its files, its status, and the socket that shows and presses.
@NullMarked
package palaver.http.radio;

import org.jspecify.annotations.NullMarked;
