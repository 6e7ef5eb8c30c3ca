// SPDX-License-Identifier: Apache-2.0
/// Voice sessions over data channels: a voice session, channels and a DTLS connection put together.
@NullMarked
package palaver.net.channel;

import org.jspecify.annotations.NullMarked;
