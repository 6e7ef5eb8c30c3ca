// SPDX-License-Identifier: Apache-2.0
/// Written messages as one node keeps them: each once, in the order of its author, for a day.
@NullMarked
package palaver.radio.text;

import org.jspecify.annotations.NullMarked;
