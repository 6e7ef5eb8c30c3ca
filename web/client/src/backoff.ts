// SPDX-License-Identifier: Apache-2.0

const FIRST_MS = 250;
const LONGEST_MS = 4_000;

/** Waiting times that double from try to try, each shortened by up to a half so that clients do not come in step. */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return full * (0.5 + random() / 2);
}
