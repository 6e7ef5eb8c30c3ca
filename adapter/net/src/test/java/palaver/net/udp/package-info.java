// SPDX-License-Identifier: Apache-2.0
@NullMarked
package palaver.net.udp;

import org.jspecify.annotations.NullMarked;
