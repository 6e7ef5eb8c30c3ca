// SPDX-License-Identifier: Apache-2.0
/// What operators watch: the server's figures in the form that Prometheus reads.
@NullMarked
package palaver.monitor;

import org.jspecify.annotations.NullMarked;
