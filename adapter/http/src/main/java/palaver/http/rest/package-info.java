// SPDX-License-Identifier: Apache-2.0
/// The REST calls, one handler each, with the exact field names of the protocol.
@NullMarked
package palaver.http.rest;

import org.jspecify.annotations.NullMarked;
