// SPDX-License-Identifier: Apache-2.0
/// UDP sockets that read and send many datagrams at once and number their peers' addresses.
@NullMarked
package palaver.net.udp;

import org.jspecify.annotations.NullMarked;
