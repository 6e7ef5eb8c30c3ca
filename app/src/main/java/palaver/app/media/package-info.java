// SPDX-License-Identifier: Apache-2.0
/// What a server and a radio node with handsets need alike: handshakes beside the media threads,
/// the machine's addresses, and a certificate of our own making.
@NullMarked
package palaver.app.media;

import org.jspecify.annotations.NullMarked;
