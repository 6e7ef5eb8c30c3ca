// SPDX-License-Identifier: Apache-2.0
/// Who somebody is and what they may do: roles, permissions, scopes of keys, accounts, the second
/// factor.
@NullMarked
package palaver.identity;

import org.jspecify.annotations.NullMarked;
