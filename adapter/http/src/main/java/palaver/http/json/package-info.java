// SPDX-License-Identifier: Apache-2.0
/// The shapes of REST bodies. Their names become snake_case on the wire, all but the people in a
/// join answer, whose names the protocol gives in camelCase.
@NullMarked
package palaver.http.json;

import org.jspecify.annotations.NullMarked;
