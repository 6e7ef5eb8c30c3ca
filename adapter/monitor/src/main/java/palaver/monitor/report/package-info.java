// SPDX-License-Identifier: Apache-2.0
/// Error reports: defects told to a server that speaks Sentry's protocol, without secrets.
@NullMarked
package palaver.monitor.report;

import org.jspecify.annotations.NullMarked;
