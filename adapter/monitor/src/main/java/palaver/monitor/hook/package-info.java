// SPDX-License-Identifier: Apache-2.0
/// Webhooks: alerts on their way to other people's servers, signed and tried again.
@NullMarked
package palaver.monitor.hook;

import org.jspecify.annotations.NullMarked;
