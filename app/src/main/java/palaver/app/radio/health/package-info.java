// SPDX-License-Identifier: Apache-2.0
/// How a running node is: a snapshot of it, what troubles it, the score with its reasons, and the
/// same for Prometheus and for the page.
@NullMarked
package palaver.app.radio.health;

import org.jspecify.annotations.NullMarked;
