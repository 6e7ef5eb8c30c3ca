// SPDX-License-Identifier: Apache-2.0
@NullMarked
package palaver.net.radio;

import org.jspecify.annotations.NullMarked;
