// SPDX-License-Identifier: Apache-2.0
package palaver.audio.activity;

/// What an [ActivityDetector] takes the last 10 ms for.
public enum Activity {
  SPEECH,
  SILENCE
}
