// SPDX-License-Identifier: Apache-2.0
/// Who may call: origins, API keys, guest tickets and their rate.
@NullMarked
package palaver.http.access;

import org.jspecify.annotations.NullMarked;
