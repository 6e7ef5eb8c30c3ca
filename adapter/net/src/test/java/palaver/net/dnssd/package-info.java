// SPDX-License-Identifier: Apache-2.0
@NullMarked
package palaver.net.dnssd;

import org.jspecify.annotations.NullMarked;
