// SPDX-License-Identifier: Apache-2.0
/// Real browsers against real server processes: what a person would see and hear.
@NullMarked
package palaver.browser;

import org.jspecify.annotations.NullMarked;
