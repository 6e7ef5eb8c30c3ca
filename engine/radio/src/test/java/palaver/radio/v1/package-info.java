// SPDX-License-Identifier: Apache-2.0
@NullMarked
package palaver.radio.v1;

import org.jspecify.annotations.NullMarked;
