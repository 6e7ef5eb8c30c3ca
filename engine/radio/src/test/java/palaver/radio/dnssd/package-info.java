// SPDX-License-Identifier: Apache-2.0
@NullMarked
package palaver.radio.dnssd;

import org.jspecify.annotations.NullMarked;
