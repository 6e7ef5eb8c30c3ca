// SPDX-License-Identifier: Apache-2.0
@NullMarked
package palaver.net.dtls;

import org.jspecify.annotations.NullMarked;
