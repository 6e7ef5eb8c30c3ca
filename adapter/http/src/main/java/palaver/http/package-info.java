// SPDX-License-Identifier: Apache-2.0
/// The server as the outside sees it: REST, signaling WebSocket, OpenAPI and the web page on one
/// HTTP port, and the thread that runs the rooms.
@NullMarked
package palaver.http;

import org.jspecify.annotations.NullMarked;
