// SPDX-License-Identifier: Apache-2.0
/// Tests of the data channels.
@NullMarked
package palaver.rtc.channel;

import org.jspecify.annotations.NullMarked;
