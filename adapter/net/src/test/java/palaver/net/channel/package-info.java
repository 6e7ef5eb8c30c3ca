// SPDX-License-Identifier: Apache-2.0
/// Tests of voice over data channels.
@NullMarked
package palaver.net.channel;

import org.jspecify.annotations.NullMarked;
